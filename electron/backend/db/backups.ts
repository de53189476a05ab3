import { chmodSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { Database } from './database.ts';
import { examineDatabase } from './examineDatabase.ts';

const INTERVAL = 3_600_000;
const KEPT = 3;
const NAME = /^pitwall-\d{13}\.db$/;

/** Backups in the folder, newest first. */
export const listBackups = (dir: string): readonly string[] =>
  existsSync(dir)
    ? readdirSync(dir)
        .filter((name) => NAME.test(name))
        .sort()
        .reverse()
        .map((name) => join(dir, name))
    : [];

/** The newest backup that is whole; null when there is none. */
export const newestGoodBackup = (dir: string): string | null =>
  listBackups(dir).find((path) => examineDatabase(path).kind === 'good') ?? null;

/** Puts a finished copy among the backups once it has been opened and checked; only then the oldest go. */
export const keepBackup = (dir: string, copy: string, now: number): string => {
  const seen = examineDatabase(copy);
  if (seen.kind !== 'good') {
    rmSync(copy, { force: true });
    throw new Error(`a backup did not pass its check: ${seen.kind}`);
  }
  const path = join(dir, `pitwall-${String(now).padStart(13, '0')}.db`);
  chmodSync(copy, 0o600);
  renameSync(copy, path);
  for (const old of listBackups(dir).slice(KEPT)) rmSync(old, { force: true });
  return path;
};

export interface Backups {
  /** Makes one now and gives its path. */
  readonly make: () => Promise<string>;
  readonly dispose: () => Promise<void>;
}

export interface BackupsDeps {
  readonly db: Database;
  readonly dir: string;
  readonly clock: Clock;
  readonly log: Log;
}

/** An online backup every hour, by SQLite itself, beside whatever goes on; three are kept. */
export const createBackups = ({ db, dir, clock, log }: BackupsDeps): Backups => {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const stop = new AbortController();
  const make = async (): Promise<string> => {
    const copy = join(dir, 'unfinished.db');
    rmSync(copy, { force: true });
    await db.backup(copy);
    return keepBackup(dir, copy, clock.now());
  };
  const hourly = (async () => {
    while (!stop.signal.aborted) {
      await clock.sleep(INTERVAL, stop.signal).catch(() => {});
      if (stop.signal.aborted) return;
      await make().catch((error: unknown) => log.error('the hourly backup failed', { error }));
    }
  })();
  return {
    make,
    dispose: async () => {
      stop.abort();
      await hourly;
    },
  };
};
