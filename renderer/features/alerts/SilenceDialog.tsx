import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { Alert } from '../../../shared/alerts/alert.ts';
import { api } from '../../backend/client.ts';
import { describeFailure } from '../../backend/failure.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { ErrorView } from '../../ui/ErrorView.tsx';
import { formatExact } from '../../ui/formatRelative.ts';
import { notifyDone } from '../../ui/notify.ts';
import styles from './alertDialog.module.css';
import { type SilenceChoice, silenceChoices, silenceUntil, writeLocalTime } from './silenceUntil.ts';

interface Props {
  readonly alert: Pick<Alert, 'environmentId' | 'rule' | 'name'>;
  readonly onClose: () => void;
}

const choiceOf = (value: string): SilenceChoice =>
  silenceChoices.find((choice) => choice.value === value)?.value ?? 'hour';

/** For how long nobody is told of a rule, or of any rule of its environment. The alerts stay in the list. */
export const SilenceDialog = ({ alert, onClose }: Props) => {
  const [what, setWhat] = useState<'rule' | 'all'>('rule');
  const [choice, setChoice] = useState<SilenceChoice>('hour');
  const [typed, setTyped] = useState(() => writeLocalTime(Date.now() + 4 * 3_600_000));
  const [reason, setReason] = useState('');
  const [wrong, setWrong] = useState<string | null>(null);
  const silence = useMutation(
    api.alerts.silence.mutationOptions({
      onSuccess: (_done, { until }) => {
        notifyDone(`Silent until ${formatExact(until)}`);
        onClose();
      },
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const until = silenceUntil(choice, typed, Date.now());
    setWrong(until === null ? 'Choose a time that is still to come.' : null);
    if (until !== null)
      silence.mutate({
        environmentId: alert.environmentId,
        rule: what === 'rule' ? alert.rule : null,
        until,
        reason: reason.trim(),
      });
  };
  return (
    <Dialog title="Silence" closeLabel="Keep telling" onClose={onClose}>
      <form className={styles.form} noValidate onSubmit={submit}>
        <p className={styles.lead}>Nobody is told meanwhile. Alerts still open and close in the list.</p>
        <NativeSelect
          label="What is silent"
          data-autofocus
          value={what}
          onChange={({ currentTarget: { value } }) => setWhat(value === 'all' ? 'all' : 'rule')}
          data={[
            { value: 'rule', label: `The rule ${alert.name}` },
            { value: 'all', label: 'Every rule of this environment' },
          ]}
        />
        <NativeSelect
          label="How long"
          value={choice}
          onChange={({ currentTarget: { value } }) => setChoice(choiceOf(value))}
          data={silenceChoices.map((each) => ({ ...each }))}
        />
        {choice === 'date' && (
          <TextInput
            type="datetime-local"
            label="Until"
            value={typed}
            error={wrong}
            onChange={({ currentTarget: { value } }) => setTyped(value)}
          />
        )}
        <TextInput
          label="Why"
          description="Others see it beside the alert. May be empty."
          maxLength={500}
          value={reason}
          onChange={({ currentTarget: { value } }) => setReason(value)}
        />
        {silence.isError && <ErrorView title="It was not silenced" failure={describeFailure(silence.error)} />}
        <div className={styles.acts}>
          <Button variant="default" onClick={onClose}>
            Keep telling
          </Button>
          <Button type="submit" loading={silence.isPending}>
            Silence it
          </Button>
        </div>
      </form>
    </Dialog>
  );
};
