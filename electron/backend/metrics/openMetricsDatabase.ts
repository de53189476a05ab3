import { chmodSync, closeSync, existsSync, openSync, readdirSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import type { Clock } from '../clock.ts';
import type { Database } from '../db/database.ts';
import { refusalOf } from '../db/refusalOf.ts';
import { setAside } from '../db/setAside.ts';
import { timeStatements } from '../db/timeStatements.ts';
import type { Log } from '../log.ts';
import { isDamage } from './isDamage.ts';

/** Written into the file at offset 68 of its header; the letters "PWLM". */
const APPLICATION_ID = 0x50574c4d;
/** Of the tables below. A file with another one is set aside, not migrated: measurements are worth less than the code for that. */
const VERSION = 1;
/** The WAL is cut back to this after a checkpoint, in bytes. */
const JOURNAL_SIZE = 8 * 1024 * 1024;

/** `series` with environment NULL is on its way out; `block.level` is 0 for samples, 1 for minutes, 2 for quarters of an hour. Blocks are
 * appended, never changed, so that their pages are full and the oldest ones go together. */
const tables = `
  CREATE TABLE series (id INTEGER PRIMARY KEY AUTOINCREMENT, environment TEXT, name TEXT NOT NULL) STRICT;
  CREATE INDEX series_of_environment ON series (environment, name);

  CREATE TABLE head (
    environment TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    samples BLOB NOT NULL,
    PRIMARY KEY (environment, sequence)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE block (
    id INTEGER PRIMARY KEY,
    series INTEGER NOT NULL,
    level INTEGER NOT NULL,
    at INTEGER NOT NULL,
    until INTEGER NOT NULL,
    count INTEGER NOT NULL,
    min REAL NOT NULL,
    max REAL NOT NULL,
    sum REAL NOT NULL,
    bytes BLOB NOT NULL
  ) STRICT;
  CREATE INDEX block_of_series ON block (series, level, at);
`;

export interface OpenMetricsDatabaseOptions {
  readonly path: string;
  readonly clock: Clock;
  readonly log: Log;
}

/** Opens the file with the measurements, or begins a new one.
 *
 * It may be deleted without losing work, so what is damaged, somebody else's or of another version is set aside with a notice; of those only
 * the newest is kept, because they may be large. Every commit survives the end of the program; those of the last moments before a power
 * cut may be lost, the file is whole then too. Throws DatabaseRefused when the folder cannot be written. */
export const openMetricsDatabase = (
  options: OpenMetricsDatabaseOptions,
): { readonly db: Database; readonly notice: string | null } => {
  try {
    const trouble = whatIsWrongWith(options.path);
    const notice = trouble === null ? null : beginAnew(options, trouble);
    return { db: openSound(options), notice };
  } catch (error) {
    throw refusalOf(options.path, error);
  }
};

/** Sets the file aside and gives the notice for people; `why` ends a sentence that begins "The file". */
export const beginAnew = ({ path, clock, log }: OpenMetricsDatabaseOptions, why: string): string => {
  const older = readdirSync(dirname(path)).filter((name) => name.startsWith(`${basename(path)}.broken-`));
  for (const name of older) rmSync(join(dirname(path), name), { recursive: true, force: true });
  const aside = setAside(path, clock.now());
  log.error('the measurements were set aside', { why, aside });
  return `The file with what was measured ${why}. It was set aside as ${basename(aside)}, and charts begin anew; nothing else is touched by that.`;
};

const whatIsWrongWith = (path: string): string | null => {
  if (!existsSync(path)) return null;
  let db: Database | null = null;
  try {
    db = new BetterSqlite3(path, { readonly: true, fileMustExist: true, timeout: 1_000 });
    const names = db.prepare<[], string>(`SELECT name FROM sqlite_schema WHERE type = 'table'`).pluck().all();
    const version = Number(db.pragma('user_version', { simple: true }));
    // A very first start that was cut off.
    if (names.length === 0 && version === 0) return null;
    if (db.pragma('application_id', { simple: true }) !== APPLICATION_ID) return 'was another program’s';
    if (version !== VERSION) return `was of another version of Pitwall (${version}; this one has ${VERSION})`;
    if (!['series', 'head', 'block'].every((name) => names.includes(name))) return 'had lost its tables';
    db.prepare('SELECT max(at) FROM block').get();
    db.prepare('SELECT count(*) FROM head').get();
    return null;
  } catch (error) {
    if (isDamage(error)) return 'was damaged';
    if ((error as { code?: unknown }).code === 'SQLITE_CANTOPEN') return 'could not be opened';
    throw error;
  } finally {
    db?.close();
  }
};

const openSound = ({ path, clock, log }: OpenMetricsDatabaseOptions): Database => {
  closeSync(openSync(path, 'a', 0o600));
  chmodSync(path, 0o600);
  const db = new BetterSqlite3(path, { fileMustExist: true, timeout: 5_000 });
  try {
    // Before the first page is written: later it would take a VACUUM.
    db.pragma('auto_vacuum = INCREMENTAL');
    db.pragma(`application_id = ${APPLICATION_ID}`);
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = NORMAL');
    db.pragma(`journal_size_limit = ${JOURNAL_SIZE}`);
    db.pragma('trusted_schema = OFF');
    if (db.pragma('user_version', { simple: true }) === 0)
      db.transaction(() => {
        db.exec(tables);
        db.pragma(`user_version = ${VERSION}`);
      }).immediate();
    db.exec('BEGIN IMMEDIATE; ROLLBACK');
    timeStatements(db, clock, log);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
};
