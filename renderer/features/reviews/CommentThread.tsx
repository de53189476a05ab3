import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { WholeChange } from '../../../shared/reviews/contract.ts';
import type { ReviewComment } from '../../../shared/reviews/reviewComment.ts';
import { client } from '../../backend/client.ts';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { CommentForm } from './CommentForm.tsx';
import styles from './CommentThread.module.css';
import { nameOfPerson } from './reviewWords.ts';
import { SaidComment } from './SaidComment.tsx';
import { useReviewActs } from './useReviewActs.ts';
import { useSeenComments } from './useSeenComments.ts';

interface Props {
  readonly change: WholeChange;
  readonly comment: ReviewComment;
  /** Where it was made, when that is not seen from where it stands. */
  readonly where?: ReactNode;
}

/** A comment with its answers. One that is resolved is folded; it opens by its head. */
export const CommentThread = ({ change, comment, where }: Props) => {
  const { resolve, busy } = useReviewActs(change);
  const [isReplying, setReplying] = useState(false);
  const { resolved, position } = comment;
  // What somebody said to one that is resolved is not hidden.
  const [isOpen, setOpen] = useState(resolved === null || comment.replies.some(({ isNew }) => isNew));
  const [place, fresh] = useSeenComments(change.id, comment, isOpen || resolved === null);
  return (
    <article ref={place} className={styles.thread} aria-label={`Comment by ${nameOfPerson(comment.author)}`}>
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
          {[comment, ...comment.replies].map((said) => (
            <SaidComment key={said.id} change={change} said={said} isNew={fresh.has(said.id)} />
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
