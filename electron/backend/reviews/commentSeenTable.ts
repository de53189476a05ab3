import type { ChangeId } from '../../../shared/reviews/change.ts';
import { type Person, personKey } from '../../../shared/reviews/person.ts';
import type { CommentId } from '../../../shared/reviews/reviewComment.ts';
import type { Database } from '../db/database.ts';
import { statement } from '../db/statement.ts';

/** Notes that a person saw these comments of a change; those of another change are left out. */
export const insertSeen = (db: Database, change: ChangeId, person: Person, comments: readonly CommentId[]): void => {
  const note = statement<[string, string, string]>(
    db,
    'INSERT OR IGNORE INTO comment_seen (comment_id, person_key) SELECT id, ? FROM review_comment WHERE id = ? AND change_id = ?',
  );
  for (const comment of comments) note.run(personKey(person), comment, change);
};

/** Comments and answers of a change that a person saw. */
export const listSeen = (db: Database, change: ChangeId, person: Person): ReadonlySet<string> =>
  new Set(
    statement<[string, string], { comment_id: string }>(
      db,
      `SELECT comment_id FROM comment_seen JOIN review_comment ON id = comment_id
       WHERE person_key = ? AND change_id = ?`,
    )
      .all(personKey(person), change)
      .map(({ comment_id }) => comment_id),
  );
