import { Switch } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ProjectId } from '../../../shared/ids.ts';
import type { PatternRule } from '../../../shared/patterns/patternRule.ts';
import { api } from '../../backend/client.ts';
import { describeFailure } from '../../backend/failure.ts';
import { CodeBlock } from '../../ui/CodeBlock.tsx';
import { ErrorView } from '../../ui/ErrorView.tsx';
import { joinQueries } from '../../ui/joinQueries.ts';
import { QueryView } from '../../ui/QueryView.tsx';
import { Section } from '../../ui/Section.tsx';
import { patternRulesQuery, patternSettingsOf } from './patternQueries.ts';
import styles from './patterns.module.css';

/** Every rule with its reason and examples, and whether it is on. */
export const RuleSection = ({ project }: { readonly project: ProjectId }) => {
  const cache = useQueryClient();
  const rules = useQuery(patternRulesQuery());
  const settings = useQuery(patternSettingsOf(project));
  const save = useMutation(
    api.patterns.saveSettings.mutationOptions({
      onSettled: () => cache.invalidateQueries({ queryKey: patternSettingsOf(project).queryKey }),
    }),
  );
  return (
    <Section
      title="Rules"
      lead="Ruff’s own rules about async code and FastAPI, by the real Ruff, and Pitwall’s about database sessions."
    >
      {save.isError && <ErrorView title="The rule was not switched" failure={describeFailure(save.error)} />}
      <QueryView
        query={joinQueries({ rules, settings })}
        what="Reading the rules"
        failed="The rules could not be read"
        rows={8}
      >
        {({ rules: all, settings: { settings: now, version } }) => (
          <ul className={styles.rules}>
            {all.map((rule) => (
              <RuleRow
                key={rule.id}
                rule={rule}
                on={!now.off.includes(rule.id)}
                busy={save.isPending}
                onSwitch={(on) =>
                  save.mutate({
                    project,
                    seen: version,
                    settings: { off: on ? now.off.filter((id) => id !== rule.id) : [...now.off, rule.id] },
                  })
                }
              />
            ))}
          </ul>
        )}
      </QueryView>
    </Section>
  );
};

interface RowProps {
  readonly rule: PatternRule;
  readonly on: boolean;
  readonly busy: boolean;
  readonly onSwitch: (on: boolean) => void;
}

const RuleRow = ({ rule: { id, title, reason, bad, good, url }, on, busy, onSwitch }: RowProps) => {
  const [open, setOpen] = useState(false);
  return (
    <li className={styles.rule}>
      <div className={styles.ruleHead}>
        <Switch
          aria-label={`${id}: ${title}`}
          checked={on}
          disabled={busy}
          onChange={({ currentTarget: { checked } }) => onSwitch(checked)}
        />
        <div className={styles.ruleText}>
          <strong>
            <code>{id}</code> {title}
          </strong>
          <p>{reason}</p>
          <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
            <summary>Examples of {id}</summary>
            {open && (
              <>
                <div className={styles.examples}>
                  <div>
                    <span className={styles.dim}>Found</span>
                    <CodeBlock text={bad.trimEnd()} what={`bad example of ${id}`} />
                  </div>
                  <div>
                    <span className={styles.dim}>Written well</span>
                    <CodeBlock text={good.trimEnd()} what={`good example of ${id}`} />
                  </div>
                </div>
                <a href={url} target="_blank" rel="noreferrer">
                  About {id}
                </a>
              </>
            )}
          </details>
        </div>
      </div>
    </li>
  );
};
