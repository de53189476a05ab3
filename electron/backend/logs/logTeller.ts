import type { LogNews } from '../../../shared/logs/logLine.ts';
import type { Clock } from '../clock.ts';
import type { RunLog } from './runLogFile.ts';
import { createWakeUp } from './wakeUp.ts';

/** More than twenty news a second no eye follows. */
const NEWS_INTERVAL = 50;

/** Tells pages how far a log is while it is written. */
export interface LogTeller {
  /** There is more of it. */
  readonly tell: () => void;
  /** It is whole: the next news is the last one. */
  readonly finish: () => void;
  /** News of the log until it is finished or the signal aborts. */
  readonly watch: (signal: AbortSignal) => AsyncGenerator<LogNews, void, void>;
}

export const createLogTeller = (log: Pick<RunLog, 'size' | 'lineCount'>, clock: Pick<Clock, 'sleep'>): LogTeller => {
  const watchers = new Set<() => void>();
  let finished = false;
  const tell = () => {
    for (const wake of watchers) wake();
  };
  return {
    tell,
    finish: () => {
      finished = true;
      tell();
    },
    watch: async function* (signal) {
      const news = createWakeUp();
      watchers.add(news.wake);
      try {
        for (let last = -1; !signal.aborted; await news.next(signal)) {
          if (log.size === last && !finished) continue;
          last = log.size;
          // It may end while this news is on its way: then another one says so.
          const done = finished;
          yield { lines: log.lineCount, bytes: log.size, done };
          if (done) return;
          await clock.sleep(NEWS_INTERVAL, signal).catch(() => {});
        }
      } finally {
        watchers.delete(news.wake);
      }
    },
  };
};
