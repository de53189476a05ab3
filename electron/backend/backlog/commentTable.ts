import type { Comment, CommentId } from '../../../shared/backlog/itemDetail.ts';
import type { ItemId } from '../../../shared/ids.ts';
import type { ActTable } from '../db/actTable.ts';
import type { Database } from '../db/database.ts';
import { statement } from '../db/statement.ts';

type Row = { id: string; item_id: string; author: string; text: string; at: number; edited_at: number | null };

const decode = (row: Row): Comment => ({
  id: row.id as CommentId,
  item: row.item_id as ItemId,
  author: row.author,
  text: row.text,
  at: row.at,
  editedAt: row.edited_at,
});
const encode = ({ id, item, author, text, at, editedAt }: Comment): Row => ({
  id,
  item_id: item,
  author,
  text,
  at,
  edited_at: editedAt,
});

const COLUMNS = 'id, item_id, author, text, at, edited_at';

export const readComment = (db: Database, id: string): Comment | null => {
  const row = statement<[string], Row>(db, `SELECT ${COLUMNS} FROM comment WHERE id = ?`).get(id);
  return row === undefined ? null : decode(row);
};

/** Oldest first. */
export const listComments = (db: Database, item: ItemId): readonly Comment[] =>
  statement<[string], Row>(db, `SELECT ${COLUMNS} FROM comment WHERE item_id = ? ORDER BY at, id`)
    .all(item)
    .map(decode);

/** How acts read and write comments. */
export const createCommentActTable = (db: Database): ActTable<'comment'> => ({
  read: (id) => readComment(db, id),
  insert: (comment) => {
    statement<Row>(db, `INSERT INTO comment (${COLUMNS}) VALUES (@id, @item_id, @author, @text, @at, @edited_at)`).run(
      encode(comment),
    );
  },
  update: (comment) => {
    statement<Row>(
      db,
      'UPDATE comment SET item_id = @item_id, author = @author, text = @text, at = @at, edited_at = @edited_at WHERE id = @id',
    ).run(encode(comment));
  },
  remove: ({ id }) => {
    statement<[string]>(db, 'DELETE FROM comment WHERE id = ?').run(id);
  },
  nameOf: ({ author }) => `the comment of ${author}`,
});
