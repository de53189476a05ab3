import { Button, SegmentedControl, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { AnswerVerdict } from '../../../shared/reviews/checklist.ts';
import type { AskedItem, WholeChange } from '../../../shared/reviews/contract.ts';
import { CommentBody } from '../../../shared/reviews/reviewComment.ts';
import { api } from '../../backend/client.ts';
import { describeFailure } from '../../backend/failure.ts';
import { ErrorView } from '../../ui/ErrorView.tsx';
import { notifyDone } from '../../ui/notify.ts';
import { useCommentDraft } from './commentDrafts.ts';
import styles from './reviewForm.module.css';
import { verdictTitle } from './reviewWords.ts';

interface Props {
  readonly change: WholeChange;
  readonly item: AskedItem;
  readonly onClose: () => void;
}

/** An answer to one point of the checklist. Fail and n.a. need their reason. */
export const AnswerForm = ({ change, item, onClose }: Props) => {
  const [verdict, setVerdict] = useState<AnswerVerdict>('pass');
  const [evidence, write] = useCommentDraft(change.id, `answer ${item.id}`);
  // What was looked at when the form opened.
  const [{ head, seen }] = useState({ head: change.current.head, seen: item.answer?.version ?? 0 });
  const [isAsked, setAsked] = useState(false);
  const answering = useMutation(
    api.reviews.answer.mutationOptions({
      onSuccess: () => {
        write('');
        notifyDone(`${item.title}: ${verdictTitle[verdict].toLowerCase()}`);
        onClose();
      },
    }),
  );
  const problem =
    verdict !== 'pass' && evidence.trim() === ''
      ? verdict === 'fail'
        ? 'Say what is wrong.'
        : 'Say why it does not apply.'
      : evidence.trim() !== '' && !CommentBody.safeParse(evidence).success
        ? 'Must not hold control characters.'
        : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    if (problem === null)
      answering.mutate({ change: change.id, head, item: item.id, verdict, evidence: evidence.trim(), seen });
  };
  return (
    <form className={styles.form} noValidate onSubmit={submit}>
      <div>
        <SegmentedControl
          aria-label={`Answer to: ${item.title}`}
          value={verdict}
          onChange={(value) => setVerdict(value as AnswerVerdict)}
          data={(['pass', 'fail', 'not-applicable'] as const).map((value) => ({ value, label: verdictTitle[value] }))}
        />
      </div>
      <Textarea
        label={
          verdict === 'pass' ? 'What was looked at' : verdict === 'fail' ? 'What is wrong' : 'Why it does not apply'
        }
        autosize
        minRows={2}
        maxLength={20_000}
        value={evidence}
        error={isAsked ? problem : null}
        onChange={({ currentTarget: { value } }) => write(value)}
      />
      {answering.isError && <ErrorView title="It was not answered" failure={describeFailure(answering.error)} />}
      <div className={styles.acts}>
        <Button variant="default" size="compact-sm" onClick={onClose}>
          Close
        </Button>
        <Button type="submit" size="compact-sm" loading={answering.isPending}>
          Answer {verdictTitle[verdict].toLowerCase()}
        </Button>
      </div>
    </form>
  );
};
