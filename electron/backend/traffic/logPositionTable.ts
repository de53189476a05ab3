import type { EnvironmentId } from '../../../shared/ids.ts';
import type { Database } from '../db/database.ts';
import { statement } from '../db/statement.ts';
import type { LogPlace } from './logCursor.ts';

/** Up to where a log was read and counted. */
export interface KeptPosition {
  readonly place: LogPlace;
  /** Requests before this instant, in our time, are in the samples already. */
  readonly countedUntil: number;
  /** What was added to the server's time then to get ours, in milliseconds. */
  readonly ahead: number;
  /** Lines behind the place that had been read by then; only of those some are counted. */
  readonly lines: number;
}

type Row = { inode: string; offset: number; before: Buffer; counted_until: number; ahead: number; lines: number };

/** Null when this log was not read yet. */
export const findLogPosition = (db: Database, environment: EnvironmentId, path: string): KeptPosition | null => {
  const row = statement<[string, string], Row>(
    db,
    'SELECT inode, offset, before, counted_until, ahead, lines FROM access_log_position WHERE environment_id = ? AND path = ?',
  ).get(environment, path);
  if (row === undefined) return null;
  const { inode, offset, before, counted_until: countedUntil, ahead, lines } = row;
  return { place: { inode, offset, before }, countedUntil, ahead, lines };
};

export const saveLogPosition = (
  db: Database,
  environment: EnvironmentId,
  path: string,
  { place, countedUntil, ahead, lines }: KeptPosition,
): void => {
  statement<[string, string, string, number, Buffer, number, number, number]>(
    db,
    `INSERT INTO access_log_position (environment_id, path, inode, offset, before, counted_until, ahead, lines)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (environment_id) DO UPDATE SET path = excluded.path, inode = excluded.inode, offset = excluded.offset,
       before = excluded.before, counted_until = excluded.counted_until, ahead = excluded.ahead, lines = excluded.lines`,
  ).run(environment, path, place.inode, place.offset, place.before, countedUntil, ahead, lines);
};
