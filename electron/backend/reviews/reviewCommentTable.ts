import { z } from 'zod';
import type { ChangeId } from '../../../shared/reviews/change.ts';
import { Person } from '../../../shared/reviews/person.ts';
import { type CommentId, ReviewComment } from '../../../shared/reviews/reviewComment.ts';
import type { Database } from '../db/database.ts';
import { statement } from '../db/statement.ts';

type Row = {
  id: string;
  change_id: string;
  answers: string | null;
  revision: number;
  path: string | null;
  side: string;
  line: number | null;
  author: string;
  body: string;
  at: number;
  resolved: string | null;
};

/** A comment as it is kept; where it stands in the newest revision is found out when it is shown. */
export type StoredComment = Omit<ReviewComment, 'position' | 'replies'>;

const Stored = ReviewComment.omit({ position: true, replies: true });

const decode = (row: Row): StoredComment =>
  Stored.parse({
    ...row,
    changeId: row.change_id,
    place: { path: row.path, side: row.side, line: row.line },
    author: JSON.parse(row.author),
    resolved: row.resolved === null ? null : JSON.parse(row.resolved),
  });

const decodeReply = (row: Row) => ({
  id: row.id as CommentId,
  author: Person.parse(JSON.parse(row.author)),
  body: row.body,
  at: row.at,
});

const INSERT = `INSERT INTO review_comment (id, change_id, answers, revision, path, side, line, author, body, at, resolved)
  VALUES (@id, @change_id, @answers, @revision, @path, @side, @line, @author, @body, @at, @resolved)`;

const encode = (comment: StoredComment, answers: CommentId | null): Row => ({
  id: comment.id,
  change_id: comment.changeId,
  answers,
  revision: comment.revision,
  path: comment.place.path,
  side: comment.place.side,
  line: comment.place.line,
  author: JSON.stringify(comment.author),
  body: comment.body,
  at: comment.at,
  resolved: comment.resolved === null ? null : JSON.stringify(comment.resolved),
});

export const insertComment = (db: Database, comment: StoredComment): void => {
  statement<Row>(db, INSERT).run(encode(comment, null));
};

/** An answer stands where its comment does. */
export const insertReply = (
  db: Database,
  to: StoredComment,
  reply: Pick<StoredComment, 'id' | 'author' | 'body' | 'at'>,
): void => {
  statement<Row>(db, INSERT).run(encode({ ...to, ...reply, resolved: null }, to.id));
};

export const writeResolved = (db: Database, id: CommentId, resolved: StoredComment['resolved']): void => {
  statement<[string | null, string]>(db, 'UPDATE review_comment SET resolved = ? WHERE id = ?').run(
    resolved === null ? null : JSON.stringify(resolved),
    id,
  );
};

/** A comment that is no answer itself. */
export const getComment = (db: Database, id: CommentId): StoredComment | null => {
  const row = statement<[string], Row>(db, 'SELECT * FROM review_comment WHERE id = ? AND answers IS NULL').get(id);
  return row === undefined ? null : decode(row);
};

/** Oldest first, each with its answers. */
export const listComments = (
  db: Database,
  change: ChangeId,
): readonly (StoredComment & Pick<ReviewComment, 'replies'>)[] => {
  const rows = statement<[string], Row>(db, 'SELECT * FROM review_comment WHERE change_id = ? ORDER BY at, rowid').all(
    change,
  );
  return rows
    .filter(({ answers }) => answers === null)
    .map((row) => ({
      ...decode(row),
      replies: rows.filter(({ answers }) => answers === row.id).map(decodeReply),
    }));
};

export const countOpenComments = (db: Database, change: ChangeId): number =>
  z
    .number()
    .parse(
      statement<[string], { n: number }>(
        db,
        'SELECT count(*) AS n FROM review_comment WHERE change_id = ? AND answers IS NULL AND resolved IS NULL',
      ).get(change)?.n,
    );
