import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock } from '../../clock.ts';
import type { Log } from '../../log.ts';
import type { Migration } from '../migrations.ts';
import { type OpenedDatabase, openStateDatabase } from '../openStateDatabase.ts';

/** A clock that stands until it is moved; who sleeps wakes when it passes their hour. */
export interface HandClock extends Clock {
  readonly move: (ms: number) => void;
  /** Resolves when somebody sleeps, so that a test does not move the clock too early. */
  readonly sleeping: () => Promise<void>;
}

export const handClock = (start: number): HandClock => {
  let now = start;
  const sleepers = new Set<{ readonly until: number; readonly wake: () => void }>();
  let onSleep = Promise.withResolvers<void>();
  return {
    now: () => now,
    monotonic: () => now,
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason as Error);
        const sleeper = { until: now + ms, wake: resolve };
        sleepers.add(sleeper);
        signal?.addEventListener('abort', () => {
          sleepers.delete(sleeper);
          reject(signal.reason as Error);
        });
        if (ms === 0) {
          sleepers.delete(sleeper);
          return resolve();
        }
        onSleep.resolve();
      }),
    move: (ms) => {
      now += ms;
      onSleep = Promise.withResolvers<void>();
      for (const sleeper of [...sleepers])
        if (sleeper.until <= now) {
          sleepers.delete(sleeper);
          sleeper.wake();
        }
    },
    sleeping: () => (sleepers.size > 0 ? Promise.resolve() : onSleep.promise),
  };
};

/** A log that keeps what it is told. */
export const keptLog = (): Log & { readonly entries: readonly string[] } => {
  const entries: string[] = [];
  const keep = (message: string, detail?: Readonly<Record<string, unknown>>) =>
    void entries.push(`${message} ${JSON.stringify(detail ?? {})}`);
  return { info: keep, warn: keep, error: keep, entries };
};

export interface DatabaseFolder {
  readonly dir: string;
  readonly path: string;
  readonly backupsDir: string;
  readonly clock: HandClock;
  readonly log: ReturnType<typeof keptLog>;
  /** Opens it as Pitwall does; it is closed with the folder. */
  readonly open: (migrations?: readonly Migration[]) => OpenedDatabase;
  readonly closeAll: () => void;
  readonly remove: () => void;
}

/** A database in a temporary folder of its own. */
export const databaseFolder = (parent: string = tmpdir()): DatabaseFolder =>
  databaseFolderAt(mkdtempSync(join(parent, 'pitwall-db-')));

/** A database in a folder that is there already. */
export const databaseFolderAt = (dir: string): DatabaseFolder => {
  const path = join(dir, 'pitwall.db');
  const backupsDir = join(dir, 'backups');
  const clock = handClock(Date.UTC(2026, 0, 15, 12));
  const log = keptLog();
  const opened: OpenedDatabase[] = [];
  const closeAll = () => {
    for (const { db } of opened.splice(0)) db.close();
  };
  return {
    dir,
    path,
    backupsDir,
    clock,
    log,
    open: (migrations) => {
      const result = openStateDatabase({ path, backupsDir, clock, log, ...(migrations && { migrations }) });
      opened.push(result);
      return result;
    },
    closeAll,
    remove: () => {
      closeAll();
      rmSync(dir, { recursive: true, force: true });
    },
  };
};
