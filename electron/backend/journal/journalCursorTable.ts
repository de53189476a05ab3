import type { EnvironmentId } from '../../../shared/ids.ts';
import type { Database } from '../db/database.ts';
import { statement } from '../db/statement.ts';

type Row = { cursor: string };

/** Up to where the unit's journal was read; null when it was not read yet. */
export const findJournalCursor = (db: Database, environment: EnvironmentId, unit: string): string | null =>
  statement<[string, string], Row>(db, 'SELECT cursor FROM journal_cursor WHERE environment_id = ? AND unit = ?').get(
    environment,
    unit,
  )?.cursor ?? null;

export const saveJournalCursor = (db: Database, environment: EnvironmentId, unit: string, cursor: string): void => {
  statement<[string, string, string]>(
    db,
    `INSERT INTO journal_cursor (environment_id, unit, cursor) VALUES (?, ?, ?)
     ON CONFLICT (environment_id) DO UPDATE SET unit = excluded.unit, cursor = excluded.cursor`,
  ).run(environment, unit, cursor);
};
