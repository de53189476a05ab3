import { findChain } from '../../../shared/backlog/findChain.ts';
import type { LinkId, LinkKind } from '../../../shared/backlog/itemDetail.ts';
import type { PlanningRows } from '../../../shared/backlog/planningRows.ts';
import type { ItemId, ProjectId } from '../../../shared/ids.ts';
import type { ActTable } from '../db/actTable.ts';
import type { Database } from '../db/database.ts';
import { statement } from '../db/statement.ts';

export type StoredLink = PlanningRows['link'];

type Row = { id: string; project_id: string; from_id: string; to_id: string; kind: LinkKind };

const decode = (row: Row): StoredLink => ({
  id: row.id as LinkId,
  projectId: row.project_id as ProjectId,
  from: row.from_id as ItemId,
  to: row.to_id as ItemId,
  kind: row.kind,
});
const encode = ({ id, projectId, from, to, kind }: StoredLink): Row => ({
  id,
  project_id: projectId,
  from_id: from,
  to_id: to,
  kind,
});

const COLUMNS = 'id, project_id, from_id, to_id, kind';

export const readLink = (db: Database, id: string): StoredLink | null => {
  const row = statement<[string], Row>(db, `SELECT ${COLUMNS} FROM item_link WHERE id = ?`).get(id);
  return row === undefined ? null : decode(row);
};

/** The links of an item, to it and from it. */
export const listLinks = (db: Database, item: ItemId): readonly StoredLink[] =>
  statement<[string, string], Row>(
    db,
    `SELECT ${COLUMNS} FROM item_link WHERE from_id = ? OR to_id = ? ORDER BY kind, id`,
  )
    .all(item, item)
    .map(decode);

/** What an item points to by links of a kind. */
export const listLinked = (db: Database, item: ItemId, kind: LinkKind): readonly ItemId[] =>
  statement<[string, string], string>(db, 'SELECT to_id FROM item_link WHERE from_id = ? AND kind = ?')
    .pluck()
    .all(item, kind) as ItemId[];

/** How acts read and write links. */
export const createLinkActTable = (db: Database): ActTable<'link'> => ({
  read: (id) => readLink(db, id),
  insert: (link) => {
    statement<Row>(db, `INSERT INTO item_link (${COLUMNS}) VALUES (@id, @project_id, @from_id, @to_id, @kind)`).run(
      encode(link),
    );
  },
  update: (link) => {
    statement<Row>(
      db,
      'UPDATE item_link SET project_id = @project_id, from_id = @from_id, to_id = @to_id, kind = @kind WHERE id = @id',
    ).run(encode(link));
  },
  remove: ({ id }) => {
    statement<[string]>(db, 'DELETE FROM item_link WHERE id = ?').run(id);
  },
  nameOf: ({ kind }) => `the link “${kind}”`,
  objections: (id) => {
    const link = readLink(db, id);
    if (link === null || link.kind === 'relates') return [];
    const { from, to, kind } = link;
    return findChain(to, from, (item) => listLinked(db, item, kind)) === null
      ? []
      : [`The link “${kind}” would close a circle with one that came since`];
  },
});
