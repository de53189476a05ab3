import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { WholeChange } from '../../../shared/reviews/contract.ts';
import { api } from '../../backend/client.ts';
import { describeFailure } from '../../backend/failure.ts';
import { ErrorView } from '../../ui/ErrorView.tsx';
import { notifyDone } from '../../ui/notify.ts';
import styles from './reviewForm.module.css';

interface Props {
  readonly change: WholeChange;
  readonly fingerprint: string;
  readonly onClose: () => void;
}

/** Why something that looks like a secret is none. */
export const SuppressSecretForm = ({ change, fingerprint, onClose }: Props) => {
  const [head] = useState(change.current.head);
  const [reason, setReason] = useState('');
  const [isAsked, setAsked] = useState(false);
  const suppressing = useMutation(
    api.reviews.suppressSecret.mutationOptions({
      onSuccess: () => {
        notifyDone('It does not count as a secret any more');
        onClose();
      },
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    if (reason.trim() !== '') suppressing.mutate({ change: change.id, head, fingerprint, reason: reason.trim() });
  };
  return (
    <form className={styles.form} noValidate onSubmit={submit}>
      <TextInput
        label="Why it is no secret"
        description="Kept for this project, with your name; it shows in every review."
        maxLength={500}
        value={reason}
        error={isAsked && reason.trim() === '' ? 'Say why.' : null}
        onChange={({ currentTarget: { value } }) => setReason(value)}
      />
      {suppressing.isError && <ErrorView title="It still counts" failure={describeFailure(suppressing.error)} />}
      <div className={styles.acts}>
        <Button variant="default" size="compact-sm" onClick={onClose}>
          Close
        </Button>
        <Button type="submit" size="compact-sm" loading={suppressing.isPending}>
          Take it for no secret
        </Button>
      </div>
    </form>
  );
};
