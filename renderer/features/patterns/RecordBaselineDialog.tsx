import { Button, Textarea } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { ProjectId } from '../../../shared/ids.ts';
import type { BaselineNews } from '../../../shared/patterns/contract.ts';
import { client } from '../../backend/client.ts';
import { Callout } from '../../ui/Callout.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { ErrorView } from '../../ui/ErrorView.tsx';
import { notifyDone } from '../../ui/notify.ts';
import { CheckProgress } from './CheckProgress.tsx';
import { countOf } from './countOf.ts';
import styles from './patterns.module.css';
import { useNewsRun } from './useNewsRun.ts';

type Recorded = Extract<BaselineNews, { readonly kind: 'baseline' }>;

interface Props {
  readonly project: ProjectId;
  /** How many findings the baseline holds that it would take the place of; null: there is none. */
  readonly before: number | null;
  readonly onClose: () => void;
}

/** Records the baseline of a project by hand, with the reason that the ledger keeps. */
export const RecordBaselineDialog = ({ project, before, onClose }: Props) => {
  const [reason, setReason] = useState('');
  const [asked, setAsked] = useState(false);
  const { run, start, cancel } = useNewsRun<Recorded>();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    const given = reason.trim().replace(/\s+/g, ' ');
    if (given === '') return;
    void start(
      (signal) => client.patterns.recordBaseline({ project, reason: given }, { signal }),
      ({ baseline }) => {
        notifyDone(`A baseline of ${countOf(baseline?.count ?? 0, 'finding')} is recorded`);
        onClose();
      },
    );
  };
  return (
    <Dialog
      title={before === null ? 'Record a baseline' : 'Record the baseline anew'}
      closeLabel="Record nothing"
      onClose={onClose}
    >
      <form className={styles.form} noValidate onSubmit={submit}>
        <p className={styles.dim}>
          All that the rules find in base today is taken for known. It can only shrink afterwards; what a branch adds is
          new.
        </p>
        {before !== null && (
          <Callout tone="warning">
            The baseline of {countOf(before, 'finding')} and its trend are replaced. What came in since would be
            forgiven.
          </Callout>
        )}
        <Textarea
          label="Reason, kept in the ledger"
          data-autofocus
          maxLength={500}
          autosize
          minRows={2}
          value={reason}
          error={asked && reason.trim() === '' ? 'Say why it is recorded now.' : null}
          onChange={({ currentTarget: { value } }) => setReason(value)}
        />
        {run.kind === 'running' && (
          <CheckProgress what="Checking base" done={run.done} total={run.total} onCancel={cancel} />
        )}
        {run.kind === 'failed' && <ErrorView title="No baseline was recorded" failure={run.failure} />}
        <div className={styles.acts}>
          <Button variant="default" onClick={onClose}>
            Record nothing
          </Button>
          <Button type="submit" loading={run.kind === 'running'}>
            Record the baseline
          </Button>
        </div>
      </form>
    </Dialog>
  );
};
