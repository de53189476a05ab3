import type { ItemId, ProjectId } from '../../../shared/ids.ts';
import type { Database } from '../db/database.ts';
import { statement } from '../db/statement.ts';

/** The item that has a number in a project; null when none has, also when it was deleted. */
export const itemIdByNumber = (db: Database, project: ProjectId, number: number): ItemId | null =>
  (statement<[string, number], string>(db, 'SELECT id FROM item WHERE project_id = ? AND number = ?')
    .pluck()
    .get(project, number) as ItemId | undefined) ?? null;

/** What an item is a part of. */
export const parentOfItem = (db: Database, item: ItemId): ItemId | null =>
  (statement<[string], string | null>(db, 'SELECT parent FROM item WHERE id = ?').pluck().get(item) ??
    null) as ItemId | null;

/** The last number that was given in a project; 0 when none was. */
export const lastItemNumber = (db: Database, project: ProjectId): number =>
  statement<[string], number>(db, 'SELECT last FROM item_number WHERE project_id = ?').pluck().get(project) ?? 0;

/** Lets the project count on from a number that is higher than its last. Belongs into the transaction that gives the number. */
export const raiseItemNumber = (db: Database, project: ProjectId, last: number): void => {
  statement<[string, number]>(
    db,
    `INSERT INTO item_number (project_id, last) VALUES (?, ?)
     ON CONFLICT (project_id) DO UPDATE SET last = max(last, excluded.last)`,
  ).run(project, last);
};

/** Whether planning of a project changed behind a line of the ledger. */
export const planningChangedSince = (db: Database, project: ProjectId, sequence: number): boolean =>
  statement<[number, string], number>(
    db,
    `SELECT 1 FROM ledger WHERE sequence > ? AND project_id = ?
       AND entity IN ('item', 'member', 'sprint', 'planning') LIMIT 1`,
  )
    .pluck()
    .get(sequence, project) !== undefined;
