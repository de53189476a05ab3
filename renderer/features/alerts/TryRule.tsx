import { Button, SegmentedControl } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { RuleSettings } from '../../../shared/alerts/rule.ts';
import type { EnvironmentId } from '../../../shared/ids.ts';
import { client } from '../../backend/client.ts';
import { describeFailure } from '../../backend/failure.ts';
import { announce } from '../../ui/announce.ts';
import { ErrorView } from '../../ui/ErrorView.tsx';
import { Section } from '../../ui/Section.tsx';
import { type RuleDraft, ruleDraftErrors, ruleOfDraft } from './ruleDraft.ts';
import { TriedAlerts } from './TriedAlerts.tsx';
import styles from './TryRule.module.css';
import { triedInWords } from './triedInWords.ts';

interface Props {
  readonly environment: EnvironmentId;
  readonly draft: RuleDraft;
}

const DAY = 86_400_000;
const spans = [
  { value: 'day', label: 'Past day', ms: DAY },
  { value: 'week', label: 'Past week', ms: 7 * DAY },
] as const;

/** What the rule as it is typed would have done: nothing is saved by it. */
export const TryRule = ({ environment, draft }: Props) => {
  const [chosen, setChosen] = useState<(typeof spans)[number]['value']>('day');
  const { mutate, data, error, isPending } = useMutation({
    mutationFn: async ({ settings, length }: { readonly settings: RuleSettings; readonly length: number }) => {
      const to = Date.now();
      const window = { from: to - length, to };
      const tried = await client.alerts.tryRule({ environment, settings, ...window });
      return { ...tried, window, of: JSON.stringify(settings) };
    },
    onSuccess: (tried) => announce(triedInWords(tried)),
  });
  const result = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (data !== undefined) result.current?.scrollIntoView({ block: 'nearest' });
  }, [data]);
  const wrong = Object.keys(ruleDraftErrors({ ...draft, name: draft.name || 'x' })).length > 0;
  const settings = wrong ? null : ruleOfDraft({ ...draft, name: draft.name || 'x' });
  const stale = data !== undefined && settings !== null && data.of !== JSON.stringify(settings);
  const length = spans.find(({ value }) => value === chosen)?.ms ?? DAY;
  return (
    <Section
      title="Try it"
      lead="See when it would have been open, before you save it."
      actions={
        <>
          <SegmentedControl
            aria-label="Time to try it against"
            size="xs"
            data={spans.map(({ value, label }) => ({ value, label }))}
            value={chosen}
            onChange={(value) => setChosen(value === 'week' ? 'week' : 'day')}
          />
          <Button
            variant="default"
            size="xs"
            loading={isPending}
            disabled={settings === null}
            onClick={() => {
              if (settings !== null) mutate({ settings, length });
            }}
          >
            Try the rule
          </Button>
        </>
      }
    >
      {error !== null && <ErrorView title="The rule could not be tried" failure={describeFailure(error)} />}
      {data !== undefined && (
        <div ref={result} className={styles.result}>
          {stale && <p className={styles.stale}>The rule was changed since; try it again.</p>}
          <p className={styles.words}>{triedInWords(data)}</p>
          {(data.watched > 0 || data.alerts.length > 0) && <TriedAlerts alerts={data.alerts} window={data.window} />}
        </div>
      )}
    </Section>
  );
};
