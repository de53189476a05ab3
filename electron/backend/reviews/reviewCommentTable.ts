import { z } from 'zod';
import type { ChangeId } from '../../../shared/reviews/change.ts';
import { Person, personKey } from '../../../shared/reviews/person.ts';
import { type CommentId, ReviewComment } from '../../../shared/reviews/reviewComment.ts';
import type { Database } from '../db/database.ts';
import { statement } from '../db/statement.ts';
import { listSeen } from './commentSeenTable.ts';

type NewRow = {
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
type Row = NewRow & { version: number; edited_at: number | null; deleted_at: number | null };

/** A comment as it is kept; where it stands in the newest revision is found out when it is shown. */
export type StoredComment = Omit<ReviewComment, 'position' | 'replies' | 'isNew'>;
type NewComment = Omit<StoredComment, 'version' | 'editedAt' | 'deletedAt'>;

const Stored = ReviewComment.omit({ position: true, replies: true, isNew: true });

const decode = (row: Row): StoredComment =>
  Stored.parse({
    ...row,
    changeId: row.change_id,
    editedAt: row.edited_at,
    deletedAt: row.deleted_at,
    place: { path: row.path, side: row.side, line: row.line },
    author: JSON.parse(row.author),
    resolved: row.resolved === null ? null : JSON.parse(row.resolved),
  });

const decodeReply = (row: Row) => ({
  id: row.id as CommentId,
  author: Person.parse(JSON.parse(row.author)),
  body: row.body,
  at: row.at,
  version: row.version,
  editedAt: row.edited_at,
  deletedAt: row.deleted_at,
});

const INSERT = `INSERT INTO review_comment (id, change_id, answers, revision, path, side, line, author, body, at, resolved)
  VALUES (@id, @change_id, @answers, @revision, @path, @side, @line, @author, @body, @at, @resolved)`;

const encode = (comment: NewComment, answers: CommentId | null): NewRow => ({
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

export const insertComment = (db: Database, comment: NewComment): void => {
  statement<NewRow>(db, INSERT).run(encode(comment, null));
};

/** An answer stands where its comment does. */
export const insertReply = (
  db: Database,
  to: StoredComment,
  reply: Pick<StoredComment, 'id' | 'author' | 'body' | 'at'>,
): void => {
  statement<NewRow>(db, INSERT).run(encode({ ...to, ...reply, resolved: null }, to.id));
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

/** A comment or an answer, with the comment whose thread it is in. */
export const getSaid = (
  db: Database,
  id: CommentId,
): (ReturnType<typeof decodeReply> & { readonly thread: CommentId }) | null => {
  const row = statement<[string], Row>(db, 'SELECT * FROM review_comment WHERE id = ?').get(id);
  return row === undefined ? null : { ...decodeReply(row), thread: (row.answers ?? row.id) as CommentId };
};

export const writeBody = (db: Database, id: CommentId, body: string, at: number): void => {
  statement<[string, number, string]>(
    db,
    'UPDATE review_comment SET body = ?, edited_at = ?, version = version + 1 WHERE id = ?',
  ).run(body, at, id);
};

/** Takes the text away; the row stays for the answers below it. */
export const writeDeleted = (db: Database, id: CommentId, at: number): void => {
  statement<[number, string]>(
    db,
    "UPDATE review_comment SET body = '', deleted_at = ?, version = version + 1 WHERE id = ?",
  ).run(at, id);
};

/** Oldest first, each with its answers. `me`: who looks; null when nobody knows, then nothing is new. */
export const listComments = (
  db: Database,
  change: ChangeId,
  me: Person | null,
): readonly (StoredComment & Pick<ReviewComment, 'replies' | 'isNew'>)[] => {
  const seen = me === null ? null : listSeen(db, change, me);
  const isNew = ({ id, author, deletedAt }: Pick<StoredComment, 'id' | 'author' | 'deletedAt'>): boolean =>
    me !== null && seen !== null && deletedAt === null && personKey(author) !== personKey(me) && !seen.has(id);
  const marked = <Said extends Pick<StoredComment, 'id' | 'author' | 'deletedAt'>>(said: Said) => ({
    ...said,
    isNew: isNew(said),
  });
  const rows = statement<[string], Row>(db, 'SELECT * FROM review_comment WHERE change_id = ? ORDER BY at, rowid').all(
    change,
  );
  return rows
    .filter(({ answers }) => answers === null)
    .map((row) => ({
      ...marked(decode(row)),
      replies: rows
        .filter(({ answers }) => answers === row.id)
        .map(decodeReply)
        .map(marked),
    }));
};

/** Threads that are not resolved; one that is deleted whole counts no more. */
export const countOpenComments = (db: Database, change: ChangeId): number =>
  z.number().parse(
    statement<[string], { n: number }>(
      db,
      `SELECT count(*) AS n FROM review_comment comment
         WHERE change_id = ? AND answers IS NULL AND resolved IS NULL
           AND (deleted_at IS NULL
             OR EXISTS (SELECT 1 FROM review_comment WHERE answers = comment.id AND deleted_at IS NULL))`,
    ).get(change)?.n,
  );
