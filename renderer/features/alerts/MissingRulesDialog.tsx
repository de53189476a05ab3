import { Button, Checkbox } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { RuleSettings } from '../../../shared/alerts/rule.ts';
import { ruleInWords } from '../../../shared/alerts/ruleInWords.ts';
import type { Environment } from '../../../shared/projects/environment.ts';
import { api } from '../../backend/client.ts';
import { describeFailure } from '../../backend/failure.ts';
import { planningWindow } from '../../backend/planningWindow.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { ErrorView } from '../../ui/ErrorView.tsx';
import { notifyAct } from '../../ui/notifyAct.tsx';
import styles from './alertDialog.module.css';

interface Props {
  readonly environment: Environment;
  readonly missing: readonly RuleSettings[];
  readonly onClose: () => void;
}

/** The default rules that an environment lacks, each to be left out by hand; what is added is one act. */
export const MissingRulesDialog = ({ environment, missing, onClose }: Props) => {
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const chosen = missing.filter(({ name }) => !left.has(name));
  const add = useMutation(
    api.alerts.addMissingRules.mutationOptions({
      onSuccess: (added) => {
        const [first] = added;
        const what = added.length === 1 ? `The rule ${first?.name ?? ''} is` : `${String(added.length)} rules are`;
        notifyAct(environment.projectId, `${what} added to ${environment.name}`, 'rules');
        onClose();
      },
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    add.mutate({ ...planningWindow, environment: environment.id, names: chosen.map(({ name }) => name) });
  };
  const leave = (name: string, out: boolean) =>
    setLeft((before) => new Set(out ? [...before, name] : [...before].filter((each) => each !== name)));
  return (
    <Dialog title="Add default rules" closeLabel="Add none" size="lg" onClose={onClose}>
      <form className={styles.form} noValidate onSubmit={submit}>
        <p className={styles.lead}>
          <bdi>{environment.name}</bdi> lacks these: they were removed, or came after it was made.
        </p>
        <ul className={styles.list} aria-label="Default rules that are missing">
          {missing.map((rule) => (
            <li key={rule.name}>
              <Checkbox
                label={<bdi>{rule.name}</bdi>}
                description={<bdi>{ruleInWords(rule)}</bdi>}
                checked={!left.has(rule.name)}
                onChange={({ currentTarget: { checked } }) => leave(rule.name, !checked)}
              />
            </li>
          ))}
        </ul>
        {add.isError && <ErrorView title="No rule was added" failure={describeFailure(add.error)} />}
        <div className={styles.acts}>
          <Button variant="default" onClick={onClose}>
            Add none
          </Button>
          <Button type="submit" loading={add.isPending} disabled={chosen.length === 0}>
            {chosen.length === 1 ? 'Add 1 rule' : `Add ${String(chosen.length)} rules`}
          </Button>
        </div>
      </form>
    </Dialog>
  );
};
