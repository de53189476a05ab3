import type { EnvironmentId } from '../../../shared/ids.ts';
import type { Database } from '../db/database.ts';
import { statement } from '../db/statement.ts';
import type { LogPlace } from './logCursor.ts';

/** Up to where a log was read and counted. */
export interface KeptPosition {
  readonly place: LogPlace;
  /** Requests before this instant, in our time, are in the samples already. */
  readonly countedUntil: number;
}

type Row = { inode: string; offset: number; before: Buffer; counted_until: number };

/** Null when this log was not read yet. */
export const findLogPosition = (db: Database, environment: EnvironmentId, path: string): KeptPosition | null => {
  const row = statement<[string, string], Row>(
    db,
    'SELECT inode, offset, before, counted_until FROM access_log_position WHERE environment_id = ? AND path = ?',
  ).get(environment, path);
  if (row === undefined) return null;
  const { inode, offset, before, counted_until: countedUntil } = row;
  return { place: { inode, offset, before }, countedUntil };
};

export const saveLogPosition = (
  db: Database,
  environment: EnvironmentId,
  path: string,
  { place, countedUntil }: KeptPosition,
): void => {
  statement<[string, string, string, number, Buffer, number]>(
    db,
    `INSERT INTO access_log_position (environment_id, path, inode, offset, before, counted_until) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (environment_id) DO UPDATE SET path = excluded.path, inode = excluded.inode, offset = excluded.offset,
       before = excluded.before, counted_until = excluded.counted_until`,
  ).run(environment, path, place.inode, place.offset, place.before, countedUntil);
};
