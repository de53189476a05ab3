import type { ProjectId, Revision } from '../../../shared/ids.ts';
import type { Database } from '../db/database.ts';
import { statement } from '../db/statement.ts';

type Row = { project_id: string; name: string; head: string; was_ahead: number; pushed: number; merged: number };

/** What is remembered of a branch between two looks. */
export interface SeenBranch {
  readonly name: string;
  readonly head: Revision;
  /** It once had commits of its own: only such a branch can be merged. */
  readonly wasAhead: boolean;
  /** The item was told that it is pushed, and that it is merged; each once. */
  readonly pushed: boolean;
  readonly merged: boolean;
}

const decode = (row: Row): SeenBranch => ({
  name: row.name,
  head: row.head as Revision,
  wasAhead: row.was_ahead === 1,
  pushed: row.pushed === 1,
  merged: row.merged === 1,
});

const encode = (project: ProjectId, each: SeenBranch): Row => ({
  project_id: project,
  name: each.name,
  head: each.head,
  was_ahead: each.wasAhead ? 1 : 0,
  pushed: each.pushed ? 1 : 0,
  merged: each.merged ? 1 : 0,
});

export const listSeenBranches = (db: Database, project: ProjectId): ReadonlyMap<string, SeenBranch> =>
  new Map(
    statement<[string], Row>(db, 'SELECT * FROM branch_seen WHERE project_id = ?')
      .all(project)
      .map((row) => [row.name, decode(row)]),
  );

export const putSeenBranch = (db: Database, project: ProjectId, branch: SeenBranch): void => {
  statement<Row>(
    db,
    `INSERT INTO branch_seen (project_id, name, head, was_ahead, pushed, merged)
     VALUES (@project_id, @name, @head, @was_ahead, @pushed, @merged)
     ON CONFLICT (project_id, name) DO UPDATE SET head = @head, was_ahead = @was_ahead, pushed = @pushed, merged = @merged`,
  ).run(encode(project, branch));
};

export const forgetSeenBranch = (db: Database, project: ProjectId, name: string): void => {
  statement<[string, string]>(db, 'DELETE FROM branch_seen WHERE project_id = ? AND name = ?').run(project, name);
};
