import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { WholeChange } from '../../../shared/reviews/contract.ts';
import { api } from '../../backend/client.ts';
import { describeFailure } from '../../backend/failure.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { ErrorView } from '../../ui/ErrorView.tsx';
import { notifyDone } from '../../ui/notify.ts';
import styles from './reviewForm.module.css';

/** Puts a change aside without merging it. The branch stays; the change can be opened again. */
export const AbandonDialog = ({ change, onClose }: { readonly change: WholeChange; readonly onClose: () => void }) => {
  const [reason, setReason] = useState('');
  const [isAsked, setAsked] = useState(false);
  const abandoning = useMutation(
    api.reviews.abandon.mutationOptions({
      onSuccess: () => {
        notifyDone('The change is abandoned');
        onClose();
      },
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    if (reason.trim() !== '') abandoning.mutate({ change: change.id, reason: reason.trim() });
  };
  return (
    <Dialog title="Abandon the change" closeLabel="Keep it open" onClose={onClose}>
      <form className={styles.form} noValidate onSubmit={submit}>
        <p className={styles.dim}>
          It leaves the list of open changes; what was said of it is kept. The branch is not touched. It can be opened
          again.
        </p>
        <TextInput
          label="Why"
          data-autofocus
          maxLength={500}
          value={reason}
          error={isAsked && reason.trim() === '' ? 'Say why.' : null}
          onChange={({ currentTarget: { value } }) => setReason(value)}
        />
        {abandoning.isError && <ErrorView title="It is still open" failure={describeFailure(abandoning.error)} />}
        <div className={styles.acts}>
          <Button variant="default" onClick={onClose}>
            Keep it open
          </Button>
          <Button type="submit" loading={abandoning.isPending}>
            Abandon the change
          </Button>
        </div>
      </form>
    </Dialog>
  );
};
