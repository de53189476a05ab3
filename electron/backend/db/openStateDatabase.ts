import { chmodSync, copyFileSync, existsSync, mkdirSync, renameSync } from 'node:fs';
import { basename, join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import { keepBackup, newestGoodBackup } from './backups.ts';
import type { Database } from './database.ts';
import { DatabaseRefused } from './databaseRefused.ts';
import { APPLICATION_ID, type Examination, examineDatabase } from './examineDatabase.ts';
import { migrate, newestVersion, schemaVersion } from './migrate.ts';
import { type Migration, migrations } from './migrations.ts';

/** The WAL is cut back to this after a checkpoint, in bytes. */
const JOURNAL_SIZE = 16 * 1024 * 1024;

export interface OpenStateDatabaseOptions {
  readonly path: string;
  readonly backupsDir: string;
  readonly clock: Clock;
  readonly log: Log;
  /** The schema's history; the app's own unless told. */
  readonly migrations?: readonly Migration[];
}

export interface OpenedDatabase {
  readonly db: Database;
  /** What the user must know: a damaged file was set aside, say. */
  readonly notices: readonly string[];
}

const look = (path: string): Examination => {
  try {
    return examineDatabase(path);
  } catch (error) {
    throw unreadable(path, error);
  }
};

const unreadable = (path: string, error: unknown): DatabaseRefused => {
  const code = String((error as { code?: unknown }).code ?? error);
  return new DatabaseRefused(
    `The database ${path} cannot be opened for writing (${code}).`,
    'Make the file and its folder writable, or name another data folder with --data.',
  );
};

/** Renames the damaged file with its WAL, so that nothing of it is lost or mixed with what replaces it. */
const setAside = (path: string, now: number): string => {
  const aside = `${path}.broken-${now}`;
  for (const end of ['', '-wal', '-shm']) if (existsSync(path + end)) renameSync(path + end, aside + end);
  return aside;
};

const recover = (path: string, why: string, { backupsDir, clock, log }: OpenStateDatabaseOptions): string => {
  const aside = setAside(path, clock.now());
  const backup = newestGoodBackup(backupsDir);
  log.error('the database was damaged', { why, aside, backup });
  const was = `The database was damaged (${why}) and was set aside as ${basename(aside)}.`;
  if (backup === null) return `${was} There was no backup, so Pitwall began with an empty one.`;
  copyFileSync(backup, path);
  const at = new Date(Number(/(\d{13})/.exec(basename(backup))?.[1]));
  return `${was} Pitwall went back to its backup of ${at.toISOString().slice(0, 16).replace('T', ' ')} UTC.`;
};

/** Opens the state database, whole and up to date, or refuses with a readable reason.
 *
 * A damaged file is set aside and the newest good backup takes its place, with a notice. A foreign file, a file of a newer Pitwall and one
 * that cannot be written throw DatabaseRefused; nothing of them is touched. */
export const openStateDatabase = (options: OpenStateDatabaseOptions): OpenedDatabase => {
  const { path, backupsDir, clock } = options;
  const list = options.migrations ?? migrations;
  const notices: string[] = [];
  mkdirSync(backupsDir, { recursive: true, mode: 0o700 });

  const seen = look(path);
  if (seen.kind === 'foreign')
    throw new DatabaseRefused(
      `${path} is not Pitwall’s: ${seen.why}.`,
      'Move it elsewhere, or name another data folder with --data.',
    );
  if (seen.kind === 'good' && seen.version > newestVersion(list))
    throw new DatabaseRefused(
      `${path} was written by a newer Pitwall (schema ${seen.version}, this one knows ${newestVersion(list)}).`,
      'Update Pitwall; the file was not touched.',
    );
  if (seen.kind === 'broken') notices.push(recover(path, seen.why, options));

  try {
    const db = new BetterSqlite3(path);
    chmodSync(path, 0o600);
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = FULL');
    db.pragma('foreign_keys = ON');
    db.pragma('busy_timeout = 5000');
    db.pragma(`journal_size_limit = ${JOURNAL_SIZE}`);
    db.pragma(`application_id = ${APPLICATION_ID}`);
    if (schemaVersion(db) > 0 && schemaVersion(db) < newestVersion(list)) {
      const copy = join(backupsDir, 'unfinished.db');
      db.prepare('VACUUM INTO ?').run(copy);
      keepBackup(backupsDir, copy, clock.now());
    }
    migrate(db, list);
    return { db, notices };
  } catch (error) {
    throw unreadable(path, error);
  }
};
