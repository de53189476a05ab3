import { Link } from '@tanstack/react-router';
import type { WholeChange } from '../../../shared/reviews/contract.ts';
import type { ReviewComment } from '../../../shared/reviews/reviewComment.ts';
import { client } from '../../backend/client.ts';
import { visibleText } from '../../ui/console/visibleText.ts';
import { Section } from '../../ui/Section.tsx';
import { CommentForm } from './CommentForm.tsx';
import styles from './CommentsTab.module.css';
import { CommentThread } from './CommentThread.tsx';

const Where = ({ change, comment }: { readonly change: WholeChange; readonly comment: ReviewComment }) => {
  const { position, place } = comment;
  const at = position.state === 'here' ? position : place;
  if (at.path === null) return <span>on the change</span>;
  const { path, line } = at;
  return (
    <Link
      to="/p/$project/review/$change"
      params={{ project: change.projectId, change: change.id }}
      search={{
        tab: 'files',
        file: path,
        ...(line === null ? {} : { line, side: place.side }),
        from: 0,
      }}
    >
      <bdi>{visibleText(path)}</bdi>
      {line !== null && `, line ${line}`}
    </Link>
  );
};

/** All that was said of a change: what is open first, in the order it was said. */
export const CommentsTab = ({ change }: { readonly change: WholeChange }) => {
  const open = change.comments.filter(({ resolved }) => resolved === null);
  const done = change.comments.filter(({ resolved }) => resolved !== null);
  return (
    <div className={styles.comments}>
      {change.comments.length === 0 && (
        <p className={styles.none}>
          Nothing was said yet. Lines are commented on in the files: choose one and press C.
        </p>
      )}
      {open.map((comment) => (
        <CommentThread
          key={comment.id}
          change={change}
          comment={comment}
          where={<Where change={change} comment={comment} />}
        />
      ))}
      {change.state === 'open' && (
        <CommentForm
          change={change.id}
          place="change"
          label="Comment on the change"
          button="Send the comment"
          send={(body) =>
            client.reviews.comment({
              change: change.id,
              revision: change.current.number,
              place: { path: null, side: 'new', line: null },
              body,
            })
          }
          onClose={null}
        />
      )}
      {done.length > 0 && (
        <Section title={`Resolved (${done.length})`}>
          <div className={styles.list}>
            {done.map((comment) => (
              <CommentThread
                key={comment.id}
                change={change}
                comment={comment}
                where={<Where change={change} comment={comment} />}
              />
            ))}
          </div>
        </Section>
      )}
    </div>
  );
};
