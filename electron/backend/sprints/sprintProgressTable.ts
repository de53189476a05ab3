import type { SprintId } from '../../../shared/ids.ts';
import type { ProgressPoint } from '../../../shared/sprints/sprint.ts';
import type { Database } from '../db/database.ts';
import { statement } from '../db/statement.ts';

/** The points of a sprint, oldest first. */
export const listProgress = (db: Database, sprint: SprintId): readonly ProgressPoint[] =>
  statement<[string], ProgressPoint>(
    db,
    'SELECT at, scope, completed FROM sprint_progress WHERE sprint_id = ? ORDER BY at, rowid',
  ).all(sprint);

export const lastProgress = (db: Database, sprint: SprintId): ProgressPoint | null =>
  statement<[string], ProgressPoint>(
    db,
    'SELECT at, scope, completed FROM sprint_progress WHERE sprint_id = ? ORDER BY at DESC, rowid DESC LIMIT 1',
  ).get(sprint) ?? null;

export const appendProgress = (db: Database, sprint: SprintId, { at, scope, completed }: ProgressPoint): void => {
  statement<[string, number, number, number]>(
    db,
    'INSERT INTO sprint_progress (sprint_id, at, scope, completed) VALUES (?, ?, ?, ?)',
  ).run(sprint, at, scope, completed);
};

/** Forgets a sprint's points: its start was taken back. */
export const clearProgress = (db: Database, sprint: SprintId): void => {
  statement<[string]>(db, 'DELETE FROM sprint_progress WHERE sprint_id = ?').run(sprint);
};
