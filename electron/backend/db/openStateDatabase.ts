import { chmodSync, closeSync, existsSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import { discard, goodBackups, keepBackup, unfinishedBackup } from './backupFiles.ts';
import type { Database } from './database.ts';
import { DatabaseRefused } from './databaseRefused.ts';
import { APPLICATION_ID, type Examination, examineDatabase } from './examineDatabase.ts';
import { migrate, newestVersion, schemaVersion } from './migrate.ts';
import { type Migration, migrations } from './migrations.ts';
import { recoverDatabase } from './recoverDatabase.ts';
import { refusalOf } from './refusalOf.ts';
import { timeStatements } from './timeStatements.ts';

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

/** Opens the state database, whole and up to date, or refuses with a readable reason.
 *
 * A damaged file is set aside and the newest good backup takes its place, with a notice. A foreign file, a file of a newer Pitwall and one
 * that cannot be written throw DatabaseRefused; nothing of them is touched. */
export const openStateDatabase = (options: OpenStateDatabaseOptions): OpenedDatabase => {
  const { path, backupsDir } = options;
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    mkdirSync(backupsDir, { recursive: true, mode: 0o700 });
    // Asked first: looking into a database makes the file that is missed.
    const walLost = lostItsWal(path);
    const notices = [makeSound(options, examineDatabase(path), walLost)].filter((notice) => notice !== null);
    return { db: openSound(options), notices };
  } catch (error) {
    throw refusalOf(path, error);
  }
};

/** Sees to it that what lies at the path can be opened, or that nothing lies there; the notice says what had to be done. */
const makeSound = (options: OpenStateDatabaseOptions, seen: Examination, walLost: boolean): string | null => {
  const { path, backupsDir, clock, log } = options;
  const newest = newestVersion(options.migrations ?? migrations);
  const recover = (why: string): string => {
    const { notice, aside, backup } = recoverDatabase(path, why, backupsDir, clock.now());
    log.error('the database was set aside', { why, aside, backup });
    return notice;
  };
  switch (seen.kind) {
    case 'foreign':
      throw new DatabaseRefused(
        `${path} is not Pitwall’s: ${seen.why}.`,
        'Move it elsewhere, or name another data folder with --data.',
      );
    case 'broken':
      return recover(`was damaged (${seen.why})`);
    case 'absent':
      return null;
    case 'fresh':
      // Without its tables and with a backup it is what is left of one whose WAL is gone.
      return goodBackups(backupsDir).length > 0 ? recover('had lost its tables') : null;
    case 'good':
      if (seen.version > newest)
        throw new DatabaseRefused(
          `${path} was written by a newer Pitwall (schema ${seen.version}; this one knows ${newest}).`,
          'Update Pitwall, or name another data folder with --data. The file was not touched.',
        );
      return walLost ? afterLostWal(backupsDir, seen.head, recover) : null;
  }
};

/** SQLite deletes both when it closes a database and keeps both while it is open: one without the other means that somebody took it away. */
const lostItsWal = (path: string): boolean => existsSync(`${path}-shm`) && !existsSync(`${path}-wal`);

const afterLostWal = (backupsDir: string, head: number, recover: (why: string) => string): string => {
  const [backup] = goodBackups(backupsDir);
  return backup !== undefined && backup.head > head
    ? recover('had lost its newest changes with its WAL file')
    : 'The database’s WAL file was gone, and the newest changes with it. Everything up to then is here.';
};

const openSound = ({ path, backupsDir, clock, log, migrations: given }: OpenStateDatabaseOptions): Database => {
  const list = given ?? migrations;
  makePrivate(path);
  const db = new BetterSqlite3(path, { fileMustExist: true, timeout: 5_000 });
  try {
    // Before WAL: from its first page on the file itself says whose it is, even if its WAL is never seen again.
    if (db.pragma('application_id', { simple: true }) !== APPLICATION_ID)
      db.pragma(`application_id = ${APPLICATION_ID}`);
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = FULL');
    db.pragma(`journal_size_limit = ${JOURNAL_SIZE}`);
    db.pragma('trusted_schema = OFF');
    // Without it INSERT OR REPLACE would delete a line of the ledger past its trigger.
    db.pragma('recursive_triggers = ON');
    const version = schemaVersion(db);
    if (version < newestVersion(list)) {
      if (version > 0) backUp(db, backupsDir, clock.now());
      migrate(db, list);
      db.pragma('wal_checkpoint(TRUNCATE)');
    }
    db.pragma('foreign_keys = ON');
    proveWritable(db);
    timeStatements(db, clock, log);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
};

/** Made here so that it is private from its first moment, and with it the WAL, which takes its mode. */
const makePrivate = (path: string): void => {
  closeSync(openSync(path, 'a', 0o600));
  chmodSync(path, 0o600);
};

const backUp = (db: Database, dir: string, now: number): void => {
  const copy = unfinishedBackup(dir);
  discard(copy);
  db.prepare('VACUUM INTO ?').run(copy);
  keepBackup(dir, now);
};

/** SQLite opens a file it may not write without a word, and fails with the first change. */
const proveWritable = (db: Database): void => {
  db.exec('BEGIN IMMEDIATE; ROLLBACK');
};
