import type { Item, ItemKind, Triage } from '../../../shared/backlog/item.ts';
import type { StoredItem } from '../../../shared/backlog/planningRows.ts';
import type { StatusId } from '../../../shared/backlog/workflow.ts';
import type { ItemId, MemberId, ProjectId, SprintId } from '../../../shared/ids.ts';
import type { Database } from '../db/database.ts';
import { statement } from '../db/statement.ts';

/** Everything but the description, which lists do not show. */
type ListedRow = {
  id: string;
  project_id: string;
  number: number;
  kind: ItemKind;
  title: string;
  status: string;
  status_reason: string;
  estimate: number | null;
  value: number | null;
  urgency: number | null;
  effort: number | null;
  labels: string;
  assignee: string | null;
  sprint: string | null;
  parent: string | null;
  rank: string;
  placed_by_hand: number;
  source_system: string | null;
  source_id: string | null;
  source_url: string | null;
  triage: string | null;
  created_at: number;
  started_at: number | null;
  ended_at: number | null;
};
type Row = ListedRow & { description: string };

const LISTED = `id, project_id, number, kind, title, status, status_reason, estimate, value, urgency, effort, labels, assignee, sprint, parent,
  rank, placed_by_hand, source_system, source_id, source_url, triage, created_at, started_at, ended_at`;
const STORED = `${LISTED}, description`;

const decodeListed = (row: ListedRow): Omit<StoredItem, 'description'> => ({
  id: row.id as ItemId,
  projectId: row.project_id as ProjectId,
  number: row.number,
  kind: row.kind,
  title: row.title,
  status: row.status as StatusId,
  statusReason: row.status_reason,
  estimate: row.estimate,
  value: row.value,
  urgency: row.urgency,
  effort: row.effort,
  labels: row.labels === '[]' ? [] : (JSON.parse(row.labels) as string[]),
  assignee: row.assignee as MemberId | null,
  sprint: row.sprint as SprintId | null,
  parent: row.parent as ItemId | null,
  rank: row.rank,
  placedByHand: row.placed_by_hand === 1,
  source:
    row.source_system === null
      ? null
      : { system: row.source_system, externalId: row.source_id ?? '', url: row.source_url },
  triage: row.triage === null ? null : (JSON.parse(row.triage) as Triage),
  createdAt: row.created_at,
  startedAt: row.started_at,
  endedAt: row.ended_at,
});

const decode = ({ description, ...row }: Row): StoredItem => ({ ...decodeListed(row), description });

/** The columns that hold a field. */
const columnsOf: {
  readonly [Field in keyof StoredItem]: (item: StoredItem) => Readonly<Record<string, string | number | null>>;
} = {
  id: ({ id }) => ({ id }),
  projectId: ({ projectId }) => ({ project_id: projectId }),
  number: ({ number }) => ({ number }),
  kind: ({ kind }) => ({ kind }),
  title: ({ title }) => ({ title }),
  description: ({ description }) => ({ description }),
  status: ({ status }) => ({ status }),
  statusReason: ({ statusReason }) => ({ status_reason: statusReason }),
  estimate: ({ estimate }) => ({ estimate }),
  value: ({ value }) => ({ value }),
  urgency: ({ urgency }) => ({ urgency }),
  effort: ({ effort }) => ({ effort }),
  labels: ({ labels }) => ({ labels: JSON.stringify(labels) }),
  assignee: ({ assignee }) => ({ assignee }),
  sprint: ({ sprint }) => ({ sprint }),
  parent: ({ parent }) => ({ parent }),
  rank: ({ rank }) => ({ rank }),
  placedByHand: ({ placedByHand }) => ({ placed_by_hand: placedByHand ? 1 : 0 }),
  source: ({ source }) => ({
    source_system: source?.system ?? null,
    source_id: source?.externalId ?? null,
    source_url: source?.url ?? null,
  }),
  triage: ({ triage }) => ({ triage: triage === null ? null : JSON.stringify(triage) }),
  createdAt: ({ createdAt }) => ({ created_at: createdAt }),
  startedAt: ({ startedAt }) => ({ started_at: startedAt }),
  endedAt: ({ endedAt }) => ({ ended_at: endedAt }),
};
const fields = Object.keys(columnsOf) as readonly (keyof StoredItem)[];

/** The columns of the fields named. */
const encode = (item: StoredItem, names: readonly (keyof StoredItem)[]): Record<string, string | number | null> =>
  names.reduce((columns, name) => Object.assign(columns, columnsOf[name](item)), {});

/** When an item was written, and by which line of the ledger. */
export interface Written {
  readonly at: number;
  readonly sequence: number;
}

export const readItem = (db: Database, id: string): StoredItem | null => {
  const row = statement<[string], Row>(db, `SELECT ${STORED} FROM item WHERE id = ?`).get(id);
  return row === undefined ? null : decode(row);
};

const insertInto = (table: string, columns: readonly string[]): string =>
  `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map((name) => `@${name}`).join(', ')})`;

let insertSql: string | null = null;

export const insertItem = (db: Database, item: StoredItem, { at, sequence }: Written): void => {
  const columns = { ...encode(item, fields), updated_at: at, revision: sequence };
  // The columns are the same for every item, and an import writes fifty thousand.
  insertSql ??= insertInto('item', Object.keys(columns));
  statement<object>(db, insertSql).run(columns);
  statement<[string]>(db, 'DELETE FROM item_removed WHERE id = ?').run(item.id);
};

/** Writes the named fields only: SQLite touches every index whose column is set, also with the value it has. */
export const updateItem = (
  db: Database,
  item: StoredItem,
  changed: readonly (keyof StoredItem)[],
  { at, sequence }: Written,
): void => {
  const columns = { ...encode(item, changed), updated_at: at, revision: sequence };
  const set = Object.keys(columns).map((name) => `${name} = @${name}`);
  statement<object>(db, `UPDATE item SET ${set.join(', ')} WHERE id = @the_id`).run({ ...columns, the_id: item.id });
};

export const deleteItem = (db: Database, { id, projectId }: StoredItem, { sequence }: Written): void => {
  statement<[string]>(db, 'DELETE FROM item WHERE id = ?').run(id);
  statement<[string, string, number]>(db, 'INSERT INTO item_removed (id, project_id, revision) VALUES (?, ?, ?)').run(
    id,
    projectId,
    sequence,
  );
};

/** A new number in the project: counted from 1, and never given twice. Belongs into a transaction. */
export const takeItemNumber = (db: Database, project: ProjectId): number => {
  const taken = statement<[string], { last: number }>(
    db,
    `INSERT INTO item_number (project_id, last) VALUES (?, 1)
     ON CONFLICT (project_id) DO UPDATE SET last = last + 1 RETURNING last`,
  ).get(project);
  if (taken === undefined) throw new Error('an item number was not given');
  return taken.last;
};

type DatedRow = ListedRow & { updated_at: number };
const decodeItem =
  (projectKey: string) =>
  (row: DatedRow): Item => ({
    ...decodeListed(row),
    key: `${projectKey}-${row.number}`,
    updatedAt: row.updated_at,
  });

/** Every item of a project, those of the inbox too, or those that lines of the ledger after `since` wrote; in no order. */
export const listItems = (
  db: Database,
  project: ProjectId,
  projectKey: string,
  since: number | null,
): readonly Item[] =>
  statement<[string, number], DatedRow>(
    db,
    `SELECT ${LISTED}, updated_at FROM item WHERE project_id = ? AND revision > ?`,
  )
    .all(project, since ?? -1)
    .map(decodeItem(projectKey));

/** The items that lines of the ledger after `since` removed and none brought back. */
export const listRemovedItems = (db: Database, project: ProjectId, since: number): readonly ItemId[] =>
  statement<[string, number], string>(db, 'SELECT id FROM item_removed WHERE project_id = ? AND revision > ?')
    .pluck()
    .all(project, since) as ItemId[];

/** An item as a page sees it; null when it is gone. */
export const getItem = (db: Database, id: string, projectKey: string): Item | null => {
  const row = statement<[string], DatedRow>(db, `SELECT ${LISTED}, updated_at FROM item WHERE id = ?`).get(id);
  return row === undefined ? null : decodeItem(projectKey)(row);
};

/** The items of a sprint with their descriptions, by rank. */
export const listItemsOfSprint = (db: Database, sprint: SprintId): readonly StoredItem[] =>
  statement<[string], Row>(db, `SELECT ${STORED} FROM item WHERE sprint = ? ORDER BY rank`).all(sprint).map(decode);

export const listParts = (db: Database, parent: ItemId): readonly StoredItem[] =>
  statement<[string], Row>(db, `SELECT ${STORED} FROM item WHERE parent = ? ORDER BY rank`).all(parent).map(decode);

export const hasParts = (db: Database, parent: ItemId): boolean =>
  statement<[string], { id: string }>(db, 'SELECT id FROM item WHERE parent = ? LIMIT 1').get(parent) !== undefined;

/** Every item of a project with its description, by rank: for exports. */
export const listStoredItems = (db: Database, project: ProjectId): readonly StoredItem[] =>
  statement<[string], Row>(db, `SELECT ${STORED} FROM item WHERE project_id = ? ORDER BY rank`)
    .all(project)
    .map(decode);

export const findItemBySource = (
  db: Database,
  project: ProjectId,
  { system, externalId }: { readonly system: string; readonly externalId: string },
): StoredItem | null => {
  const row = statement<[string, string, string], Row>(
    db,
    `SELECT ${STORED} FROM item WHERE project_id = ? AND source_system = ? AND source_id = ?`,
  ).get(project, system, externalId);
  return row === undefined ? null : decode(row);
};

export const findItemByNumber = (db: Database, project: ProjectId, number: number): StoredItem | null => {
  const row = statement<[string, number], Row>(
    db,
    `SELECT ${STORED} FROM item WHERE project_id = ? AND number = ?`,
  ).get(project, number);
  return row === undefined ? null : decode(row);
};

/** What tells an item from the others of its project. */
export type NumberedItem = Pick<StoredItem, 'id' | 'number' | 'projectId'>;

const decodeNumbered = (row: Pick<ListedRow, 'id' | 'number' | 'project_id'>): NumberedItem => ({
  id: row.id as ItemId,
  number: row.number,
  projectId: row.project_id as ProjectId,
});

export const listItemsOfMember = (db: Database, member: MemberId): readonly NumberedItem[] =>
  statement<[string], ListedRow>(db, 'SELECT id, number, project_id FROM item WHERE assignee = ? ORDER BY number')
    .all(member)
    .map(decodeNumbered);

export const listItemsInStatus = (db: Database, project: ProjectId, status: StatusId): readonly StoredItem[] =>
  statement<[string, string], Row>(db, `SELECT ${STORED} FROM item WHERE project_id = ? AND status = ? ORDER BY number`)
    .all(project, status)
    .map(decode);

/** How many items are in each status that any is in. */
export const countItemsByStatus = (db: Database, project: ProjectId): ReadonlyMap<StatusId, number> =>
  new Map(
    statement<[string], { status: string; count: number }>(
      db,
      'SELECT status, count(*) AS count FROM item WHERE project_id = ? GROUP BY status',
    )
      .all(project)
      .map(({ status, count }) => [status as StatusId, count]),
  );
