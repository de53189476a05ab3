import { type RefObject, useEffect, useRef, useState } from 'react';
import type { ChangeId } from '../../../shared/reviews/change.ts';
import { CommentId, type ReviewComment } from '../../../shared/reviews/reviewComment.ts';
import { client } from '../../backend/client.ts';

/** Notes that what is new in a thread was seen, once the thread is in view and unfolded.
 *
 * Gives the thread's place, and what was new when it was first drawn: it stays marked for as long as it is looked at. */
export const useSeenComments = (
  change: ChangeId,
  comment: ReviewComment,
  isOpen: boolean,
): readonly [RefObject<HTMLElement | null>, ReadonlySet<CommentId>] => {
  const place = useRef<HTMLElement>(null);
  const [marked, setMarked] = useState<ReadonlySet<CommentId>>(new Set());
  const fresh = [comment, ...comment.replies].filter(({ isNew }) => isNew).map(({ id }) => id);
  const unseen = isOpen ? fresh.join(' ') : '';
  useEffect(() => {
    const element = place.current;
    if (element === null || unseen === '') return;
    const comments = unseen.split(' ').map((id) => CommentId.parse(id));
    const observer = new IntersectionObserver((entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      observer.disconnect();
      setMarked((before) => new Set([...before, ...comments]));
      // Not noted: it is new at the next look, too.
      client.reviews.markSeen({ change, comments }).catch(() => {});
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [change, unseen]);
  return [place, new Set([...marked, ...fresh])];
};
