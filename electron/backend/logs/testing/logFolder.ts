import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openRunLog, type RunLog } from '../runLogFile.ts';

/** A folder for the log of one run. */
export interface LogFolder {
  readonly folder: string;
  /** Opens the log (again); whatever was opened before stays open until `closeAll`. */
  readonly open: () => RunLog;
  readonly closeAll: () => void;
  /** Path of the log or of a file beside it. */
  readonly file: (end: 'log' | 'index' | 'times') => string;
  readonly remove: () => void;
}

const run = '01ARZ3NDEKTSV4RRFFQ69G5FAV';

export const logFolder = (parent: string = tmpdir()): LogFolder => {
  const folder = mkdtempSync(join(parent, 'pitwall-log-'));
  const open: RunLog[] = [];
  const closeAll = () => {
    for (const log of open.splice(0)) log.close();
  };
  return {
    folder,
    open: () => {
      const log = openRunLog(folder, run);
      open.push(log);
      return log;
    },
    closeAll,
    file: (end) => join(folder, `${run}.${end}`),
    remove: () => {
      closeAll();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
