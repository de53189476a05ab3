import type { WholeChange } from '../../../../shared/reviews/contract.ts';
import { client } from '../../../backend/client.ts';
import { CommentForm } from '../CommentForm.tsx';
import { CommentThread } from '../CommentThread.tsx';
import type { PlacedComment } from '../commentsOfFile.ts';
import { placeOfLine } from './diffChange.ts';
import type { DiffRow } from './diffRows.ts';
import styles from './LineComments.module.css';

interface Props {
  readonly change: WholeChange;
  readonly rows: readonly DiffRow[];
  readonly path: string;
  /** The number of the revision that is shown. */
  readonly revision: number;
  readonly lineKey: string;
  readonly comments: readonly PlacedComment[];
  readonly isWriting: boolean;
  readonly onClose: () => void;
}

/** What stands below a line of the diff: its comments, and the one that is being written. */
export const LineComments = ({ change, rows, path, revision, lineKey, comments, isWriting, onClose }: Props) => {
  const line = rows.flatMap((row) => (row.kind === 'gap' ? [] : row.changes)).find(({ key }) => key === lineKey)?.line;
  const place = line === undefined ? null : { path, ...placeOfLine(line) };
  return (
    <div className={styles.comments}>
      {comments.map(({ comment }) => (
        <CommentThread key={comment.id} change={change} comment={comment} />
      ))}
      {isWriting && place !== null && (
        <CommentForm
          change={change.id}
          place={`${revision} ${place.side} ${place.line} ${path}`}
          label={`Comment on line ${place.line}${place.side === 'old' ? ' before the change' : ''}`}
          button="Send the comment"
          focus
          send={(body) => client.reviews.comment({ change: change.id, revision, place, body })}
          onClose={onClose}
        />
      )}
    </div>
  );
};
