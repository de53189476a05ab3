import { Button, NativeSelect, Textarea } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { WholeChange } from '../../../shared/reviews/contract.ts';
import { CommentBody } from '../../../shared/reviews/reviewComment.ts';
import { api } from '../../backend/client.ts';
import { describeFailure } from '../../backend/failure.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { ErrorView } from '../../ui/ErrorView.tsx';
import { notifyDone } from '../../ui/notify.ts';
import { Revision } from '../../ui/Revision.tsx';
import styles from './reviewForm.module.css';
import { membersOf } from './reviewsQueries.ts';
import { nameOfPerson } from './reviewWords.ts';

const ME = 'me';

interface Props {
  readonly change: WholeChange;
  readonly verdict: 'approve' | 'veto';
  readonly onClose: () => void;
}

const words = {
  approve: {
    title: 'Approve the change',
    button: 'Approve this code',
    stay: 'Do not approve',
    failed: 'It was not approved',
    done: 'Approved',
    note: 'Note, if there is one',
    lead: 'It is of the code as it is now: a rebase keeps it, an edit makes it stale. Who wrote any of it cannot approve it.',
  },
  veto: {
    title: 'Veto the change',
    button: 'Veto the change',
    stay: 'Do not veto',
    failed: 'There is no veto',
    done: 'The veto stands',
    note: 'What must change first',
    lead: 'One veto keeps it from the base, over new code too, until who gave it takes it back. No override passes it.',
  },
} as const;

/** An approval or a veto, of the person at the window or written down for a member of the team. */
export const VoteDialog = ({ change, verdict, onClose }: Props) => {
  const says = words[verdict];
  // What was looked at when the dialog opened; newer code is refused by the backend.
  const [head] = useState(change.current.head);
  const members = useQuery(membersOf(change.projectId));
  const [person, setPerson] = useState<string>(ME);
  const [note, setNote] = useState('');
  const [isAsked, setAsked] = useState(false);
  const options = {
    onSuccess: () => {
      notifyDone(says.done);
      onClose();
    },
  };
  const approving = useMutation(api.reviews.approve.mutationOptions(options));
  const vetoing = useMutation(api.reviews.veto.mutationOptions(options));
  const acting = verdict === 'approve' ? approving : vetoing;
  const problem =
    verdict === 'veto' && note.trim() === ''
      ? 'Say what must change first.'
      : note.trim() !== '' && !CommentBody.safeParse(note).success
        ? 'Must not hold control characters.'
        : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    if (problem !== null) return;
    const member = members.data?.find(({ id }) => id === person)?.id ?? null;
    acting.mutate({ change: change.id, head, member, note: note.trim() });
  };
  return (
    <Dialog title={says.title} closeLabel={says.stay} onClose={onClose}>
      <form className={styles.form} noValidate onSubmit={submit}>
        <p className={styles.lead}>
          Revision {change.revisions.find((each) => each.head === head)?.number} <Revision value={head} />. {says.lead}
        </p>
        <NativeSelect
          label="Whose word it is"
          value={person}
          onChange={({ currentTarget: { value } }) => setPerson(value)}
          data={[
            {
              value: ME,
              label:
                change.me === null
                  ? 'Mine (the repository’s settings do not say who that is)'
                  : `Mine: ${nameOfPerson(change.me)}`,
            },
            ...(members.data ?? []).map(({ id, name }) => ({ value: id, label: `${name}, written down by me` })),
          ]}
        />
        <Textarea
          label={says.note}
          data-autofocus
          autosize
          minRows={2}
          maxLength={20_000}
          value={note}
          error={isAsked ? problem : null}
          onChange={({ currentTarget: { value } }) => setNote(value)}
        />
        {acting.isError && <ErrorView title={says.failed} failure={describeFailure(acting.error)} />}
        <div className={styles.acts}>
          <Button variant="default" onClick={onClose}>
            {says.stay}
          </Button>
          <Button type="submit" loading={acting.isPending}>
            {says.button}
          </Button>
        </div>
      </form>
    </Dialog>
  );
};
