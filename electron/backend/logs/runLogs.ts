import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { openRunLog, type RunLog } from './runLogFile.ts';

/** Open logs of runs that are over; reading one keeps a descriptor and its line index. */
const KEPT_OPEN = 8;

/** The logs of finished runs: a few stay open, the one not read for longest is closed first. */
export interface RunLogs {
  readonly open: (run: string) => RunLog;
  /** Takes over the log of a run that has just ended. */
  readonly adopt: (run: string, log: RunLog) => void;
  /** Bytes of the run's log, without opening it. */
  readonly size: (run: string) => number;
  /** Closes the run's log and deletes every file of the run. */
  readonly forget: (run: string) => void;
  readonly close: () => void;
}

export const createRunLogs = (folder: string): RunLogs => {
  const kept = new Map<string, RunLog>();
  const keep = (run: string, log: RunLog): RunLog => {
    kept.delete(run);
    kept.set(run, log);
    for (const [oldest, its] of kept) {
      if (kept.size <= KEPT_OPEN) break;
      kept.delete(oldest);
      its.close();
    }
    return log;
  };
  return {
    open: (run) => keep(run, kept.get(run) ?? openRunLog(folder, run)),
    adopt: (run, log) => void keep(run, log),
    size: (run) => {
      const path = join(folder, `${run}.log`);
      return kept.get(run)?.size ?? (existsSync(path) ? statSync(path).size : 0);
    },
    forget: (run) => {
      kept.get(run)?.close();
      kept.delete(run);
      for (const name of readdirSync(folder)) if (name.startsWith(run)) rmSync(join(folder, name), { force: true });
    },
    close: () => {
      for (const log of kept.values()) log.close();
      kept.clear();
    },
  };
};
