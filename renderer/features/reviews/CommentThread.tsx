import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { WholeChange } from '../../../shared/reviews/contract.ts';
import type { Person } from '../../../shared/reviews/person.ts';
import type { ReviewComment } from '../../../shared/reviews/reviewComment.ts';
import { client } from '../../backend/client.ts';
import { Markdown } from '../../ui/Markdown.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { CommentForm } from './CommentForm.tsx';
import styles from './CommentThread.module.css';
import { nameOfPerson } from './reviewWords.ts';
import { useReviewActs } from './useReviewActs.ts';

interface Props {
  readonly change: WholeChange;
  readonly comment: ReviewComment;
  /** Where it was made, when that is not seen from where it stands. */
  readonly where?: ReactNode;
}

const Said = ({ author, at, body }: { readonly author: Person; readonly at: number; readonly body: string }) => (
  <div className={styles.said}>
    <div className={styles.who}>
      <bdi className={styles.name}>{nameOfPerson(author)}</bdi>
      <RelativeTime at={at} />
    </div>
    <Markdown text={body} />
  </div>
);

/** A comment with its answers. One that is resolved is folded; it opens by its head. */
export const CommentThread = ({ change, comment, where }: Props) => {
  const { resolve, busy } = useReviewActs(change);
  const [isReplying, setReplying] = useState(false);
  const [isOpen, setOpen] = useState(comment.resolved === null);
  const { resolved, position } = comment;
  return (
    <article className={styles.thread} aria-label={`Comment by ${nameOfPerson(comment.author)}`}>
      {(where !== undefined || resolved !== null || position.state !== 'here') && (
        <div className={styles.head}>
          {where}
          {position.state === 'outdated' && <span className={styles.mark}>outdated: its line was changed since</span>}
          {position.state === 'unknown' && (
            <span className={styles.mark}>its line was not found: {position.reason}</span>
          )}
          {resolved !== null && (
            <>
              <span className={styles.mark}>
                resolved by <bdi>{nameOfPerson(resolved.by)}</bdi> <RelativeTime at={resolved.at} />
              </span>
              <Button variant="subtle" size="compact-xs" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
                {isOpen ? 'Fold it' : 'Show it'}
              </Button>
            </>
          )}
        </div>
      )}
      {(isOpen || resolved === null) && (
        <>
          <Said {...comment} />
          {comment.replies.map((reply) => (
            <Said key={reply.id} {...reply} />
          ))}
          {isReplying ? (
            <CommentForm
              change={change.id}
              place={`reply ${comment.id}`}
              label="Your answer"
              button="Send the answer"
              focus
              send={(body) => client.reviews.reply({ comment: comment.id, body })}
              onClose={() => setReplying(false)}
            />
          ) : (
            change.state === 'open' && (
              <div className={styles.acts}>
                <Button variant="default" size="compact-xs" onClick={() => setReplying(true)}>
                  Answer
                </Button>
                <Button
                  variant="default"
                  size="compact-xs"
                  disabled={busy}
                  onClick={() => resolve({ comment: comment.id, resolved: resolved === null })}
                >
                  {resolved === null ? 'Resolve' : 'Open it again'}
                </Button>
              </div>
            )
          )}
        </>
      )}
    </article>
  );
};
