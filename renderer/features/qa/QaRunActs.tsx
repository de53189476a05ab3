import { Button, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import type { WholeQaRun } from '../../../shared/qa/contract.ts';
import { api } from '../../backend/client.ts';
import { describeFailure } from '../../backend/failure.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { ErrorView } from '../../ui/ErrorView.tsx';
import { notifyDone, notifyFailure } from '../../ui/notify.ts';
import styles from './qaForm.module.css';

/** The end of a run, and its being taken up again. */
export const QaRunActs = ({ run }: { readonly run: WholeQaRun }) => {
  const cache = useQueryClient();
  const navigate = useNavigate();
  const [abandoning, setAbandoning] = useState(false);
  const again = () => cache.invalidateQueries({ queryKey: api.qa.run.key() });
  const finish = useMutation(
    api.qa.finishRun.mutationOptions({
      onSuccess: () => {
        void again();
        notifyDone(`${run.name} is finished`);
      },
      onError: (error) => notifyFailure('The run is not finished', describeFailure(error)),
    }),
  );
  const reopen = useMutation(
    api.qa.reopenRun.mutationOptions({
      onSuccess: ({ id, projectId }) => {
        notifyDone('A new run has begun; what passed stays passed');
        void navigate({ to: '/p/$project/qa/$run', params: { project: projectId, run: id } });
      },
      onError: (error) => notifyFailure('The run was not taken up again', describeFailure(error)),
    }),
  );
  if (run.state !== 'running')
    return (
      <Button variant="default" loading={reopen.isPending} onClick={() => reopen.mutate({ run: run.id })}>
        Take up again as a new run
      </Button>
    );
  return (
    <>
      <Button variant="default" onClick={() => setAbandoning(true)}>
        Abandon…
      </Button>
      <Button loading={finish.isPending} onClick={() => finish.mutate({ run: run.id })}>
        Finish the run
      </Button>
      {abandoning && <AbandonDialog run={run} onClose={() => setAbandoning(false)} onDone={again} />}
    </>
  );
};

const AbandonDialog = ({
  run,
  onClose,
  onDone,
}: {
  readonly run: WholeQaRun;
  readonly onClose: () => void;
  readonly onDone: () => void;
}) => {
  const [reason, setReason] = useState('');
  const [asked, setAsked] = useState(false);
  const abandon = useMutation(
    api.qa.abandonRun.mutationOptions({
      onSuccess: () => {
        onDone();
        notifyDone(`${run.name} is abandoned`);
        onClose();
      },
    }),
  );
  const plain = reason.replace(/\p{Cc}+/gu, ' ').trim();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    if (plain !== '') abandon.mutate({ run: run.id, reason: plain });
  };
  return (
    <Dialog title="Abandon this run" closeLabel="Go on with it" onClose={onClose}>
      <form className={styles.form} noValidate onSubmit={submit}>
        <p className={styles.lead}>It stays in the list with what was answered, and says nothing for a release.</p>
        <Textarea
          label="Why"
          data-autofocus
          maxLength={2000}
          value={reason}
          error={asked && plain === '' ? 'Say why, for those who look for it later.' : null}
          onChange={({ currentTarget: { value } }) => setReason(value)}
        />
        {abandon.isError && <ErrorView title="It was not abandoned" failure={describeFailure(abandon.error)} />}
        <div className={styles.acts}>
          <Button variant="default" onClick={onClose}>
            Go on with it
          </Button>
          <Button type="submit" loading={abandon.isPending}>
            Abandon the run
          </Button>
        </div>
      </form>
    </Dialog>
  );
};
