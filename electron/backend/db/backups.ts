import { mkdirSync } from 'node:fs';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import { discard, keepBackup, listBackups, unfinishedBackup } from './backupFiles.ts';
import type { Database } from './database.ts';

const INTERVAL = 3_600_000;
/** Pages copied between two turns of the event loop: 64 × 4 KiB take well under a millisecond. */
const PAGES_A_TURN = 64;

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

/** An online backup every hour, by SQLite itself, beside whatever goes on; three are kept.
 *
 * The first is due an hour after the newest one that is there, so that short sessions are backed up too. Nothing is copied while nothing
 * changed: three equal copies would push out the older ones that are worth having. */
export const createBackups = ({ db, dir, clock, log }: BackupsDeps): Backups => {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const stop = new AbortController();
  const changes = db.prepare<[], number>('SELECT total_changes()').pluck();
  let copied: number | null = null;
  let making: Promise<string> | null = null;

  const copy = async (): Promise<string> => {
    const unfinished = unfinishedBackup(dir);
    discard(unfinished);
    const seen = changes.get() ?? 0;
    const progress = (): number => {
      stop.signal.throwIfAborted();
      return PAGES_A_TURN;
    };
    await db.backup(unfinished, { progress }).catch((error: unknown) => {
      discard(unfinished);
      throw error;
    });
    const path = keepBackup(dir, clock.now());
    copied = seen;
    // What the WAL alone holds would be lost with it; at least nothing older than the newest backup is.
    db.pragma('wal_checkpoint(PASSIVE)');
    return path;
  };
  /** One copy at a time: two callers share it. */
  const make = (): Promise<string> => {
    making ??= copy().finally(() => {
      making = null;
    });
    return making;
  };

  const dueIn = (): number => {
    const newest = listBackups(dir)[0]?.at ?? 0;
    return Math.min(INTERVAL, Math.max(0, newest + INTERVAL - clock.now()));
  };
  const hourly = async (): Promise<void> => {
    for (let wait = dueIn(); !stop.signal.aborted; wait = INTERVAL) {
      await clock.sleep(wait, stop.signal).catch(() => {});
      if (stop.signal.aborted) return;
      if (copied !== null && copied === changes.get()) continue;
      await make().catch((error: unknown) => {
        if (!stop.signal.aborted) log.error('the hourly backup failed', { error });
      });
    }
  };
  const running = hourly();

  return {
    make,
    dispose: async () => {
      stop.abort();
      await running;
      await making?.catch(() => {});
    },
  };
};
