import { JudgedGate } from '../../../shared/gates/requirement.ts';
import type { ProjectId } from '../../../shared/ids.ts';
import { Change, type ChangeId, ChangeState } from '../../../shared/reviews/change.ts';
import type { Database } from '../db/database.ts';
import { statement } from '../db/statement.ts';
import { currentRevision } from './changeRevisionTable.ts';

type Row = {
  id: string;
  project_id: string;
  branch: string;
  base: string;
  item: string | null;
  title: string;
  state: string;
  authors: string;
  created_at: number;
  updated_at: number;
  branch_gone_at: number | null;
  merged: string | null;
  abandoned: string | null;
  gate: string | null;
};

/** A change as it is kept; its newest revision lies in a table of its own. */
export type StoredChange = Omit<Change, 'current'> & { readonly gate: JudgedGate | null };

const Stored = Change.omit({ current: true }).extend({ gate: JudgedGate.nullable(), state: ChangeState });
const read = (text: string | null): unknown => (text === null ? null : JSON.parse(text));

const decode = (row: Row): StoredChange =>
  Stored.parse({
    ...row,
    projectId: row.project_id,
    authors: read(row.authors),
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    branchGoneAt: row.branch_gone_at,
    merged: read(row.merged),
    abandoned: read(row.abandoned),
    gate: read(row.gate),
  });

const write = (value: unknown): string | null => (value === null ? null : JSON.stringify(value));

const encode = (change: StoredChange): Row => ({
  id: change.id,
  project_id: change.projectId,
  branch: change.branch,
  base: change.base,
  item: change.item,
  title: change.title,
  state: change.state,
  authors: JSON.stringify(change.authors),
  created_at: change.createdAt,
  updated_at: change.updatedAt,
  branch_gone_at: change.branchGoneAt,
  merged: write(change.merged),
  abandoned: write(change.abandoned),
  gate: write(change.gate),
});

export const insertChange = (db: Database, change: StoredChange): void => {
  statement<Row>(
    db,
    `INSERT INTO change (id, project_id, branch, base, item, title, state, authors, created_at, updated_at, branch_gone_at, merged, abandoned, gate)
     VALUES (@id, @project_id, @branch, @base, @item, @title, @state, @authors, @created_at, @updated_at, @branch_gone_at, @merged, @abandoned, @gate)`,
  ).run(encode(change));
};

export const updateChange = (db: Database, change: StoredChange): void => {
  const { id, ...row } = encode(change);
  const names = Object.keys(row).filter((name) => change.state !== 'merged' || name !== 'project_id');
  statement<Row>(db, `UPDATE change SET ${names.map((name) => `${name} = @${name}`).join(', ')} WHERE id = @id`).run({
    id,
    ...row,
  });
};

/** The gate as it was judged last; what happened to a change is something else, so its time stays. */
export const writeGate = (db: Database, id: ChangeId, gate: JudgedGate): void => {
  statement<[string, string]>(db, 'UPDATE change SET gate = ? WHERE id = ?').run(JSON.stringify(gate), id);
};

export const getChange = (db: Database, id: ChangeId): StoredChange | null => {
  const row = statement<[string], Row>(db, 'SELECT * FROM change WHERE id = ?').get(id);
  return row === undefined ? null : decode(row);
};

/** Every open change of a project; of one branch there is at most one. */
export const listOpenChanges = (db: Database, project: ProjectId): readonly StoredChange[] =>
  statement<[string], Row>(db, `SELECT * FROM change WHERE project_id = ? AND state = 'open' ORDER BY created_at, id`)
    .all(project)
    .map(decode);

/** The newest change of a branch that is not open any more. */
export const countChanges = (db: Database, project: ProjectId): number =>
  statement<[string], number>(db, 'SELECT count(*) FROM change WHERE project_id = ?').pluck().get(project) ?? 0;

export const lastEndedChange = (db: Database, project: ProjectId, branch: string): StoredChange | null => {
  const row = statement<[string, string], Row>(
    db,
    `SELECT * FROM change WHERE project_id = ? AND branch = ? AND state <> 'open' ORDER BY updated_at DESC, id DESC LIMIT 1`,
  ).get(project, branch);
  return row === undefined ? null : decode(row);
};

/** Newest first by what happened to them; `before` is the last one of the page before. */
export const listChanges = (
  db: Database,
  {
    project,
    state,
    before,
    limit,
  }: {
    readonly project: ProjectId;
    readonly state: Change['state'];
    readonly before: ChangeId | null;
    readonly limit: number;
  },
): readonly StoredChange[] =>
  statement<[string, string, string | null, string | null, number], Row>(
    db,
    `SELECT * FROM change WHERE project_id = ? AND state = ?
       AND (? IS NULL OR (updated_at, id) < (SELECT updated_at, id FROM change WHERE id = ?))
     ORDER BY updated_at DESC, id DESC LIMIT ?`,
  )
    .all(project, state, before, before, limit)
    .map(decode);

/** As the contract has it: with its newest revision. */
export const withCurrent = (db: Database, { gate: _gate, ...change }: StoredChange): Change => ({
  ...change,
  authors: [...change.authors],
  current: currentRevision(db, change.id),
});
