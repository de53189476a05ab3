import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { WholeChange } from '../../../shared/reviews/contract.ts';
import { api } from '../../backend/client.ts';
import { describeFailure } from '../../backend/failure.ts';
import { planningWindow } from '../../backend/planningWindow.ts';
import { visibleText } from '../../ui/console/visibleText.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { ErrorView } from '../../ui/ErrorView.tsx';
import { notifyDone } from '../../ui/notify.ts';
import styles from './reviewForm.module.css';

/** Says that a change came into the base in a way that Pitwall cannot see. */
export const TellMergedDialog = ({
  change,
  onClose,
}: {
  readonly change: WholeChange;
  readonly onClose: () => void;
}) => {
  const [head] = useState(change.current.head);
  const [commit, setCommit] = useState('');
  const [reason, setReason] = useState('');
  const [isAsked, setAsked] = useState(false);
  const base = visibleText(change.base);
  const isCommit = /^[0-9a-f]{7,40}$/i.test(commit.trim());
  const telling = useMutation(
    api.reviews.tellMerged.mutationOptions({
      onSuccess: () => {
        notifyDone(`The change counts as merged into ${base}`);
        onClose();
      },
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    if (isCommit && reason.trim() !== '')
      telling.mutate({ ...planningWindow, change: change.id, head, commit: commit.trim(), reason: reason.trim() });
  };
  return (
    <Dialog title="It was merged elsewhere" closeLabel="Keep it open" onClose={onClose}>
      <form className={styles.form} noValidate onSubmit={submit}>
        <p className={styles.dim}>
          Pitwall sees a merge, a fast-forward, and a squash or copies with the same patch by itself. Say it here when
          the code was changed on its way, such as by mending a conflict. That nobody compared what was approved with
          what {base} holds stays visible. It can be taken back.
        </p>
        <TextInput
          label={`Commit of ${base} that brought it`}
          description="Its id, 7 characters or more"
          data-autofocus
          maxLength={40}
          value={commit}
          error={isAsked && !isCommit ? 'Give the id of a commit.' : null}
          onChange={({ currentTarget: { value } }) => setCommit(value)}
        />
        <TextInput
          label="Why Pitwall could not see it"
          maxLength={500}
          value={reason}
          error={isAsked && reason.trim() === '' ? 'Say why.' : null}
          onChange={({ currentTarget: { value } }) => setReason(value)}
        />
        {telling.isError && <ErrorView title="It is still open" failure={describeFailure(telling.error)} />}
        <div className={styles.acts}>
          <Button variant="default" onClick={onClose}>
            Keep it open
          </Button>
          <Button type="submit" loading={telling.isPending}>
            It was merged
          </Button>
        </div>
      </form>
    </Dialog>
  );
};
