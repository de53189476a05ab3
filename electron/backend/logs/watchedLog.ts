import type { LogNews } from '../../../shared/logs/logLine.ts';
import type { Clock } from '../clock.ts';
import type { Redactor } from './redactor.ts';
import type { RunLog } from './runLogFile.ts';
import { createWakeUp } from './wakeUp.ts';

/** More than twenty news a second no eye follows. */
const NEWS_INTERVAL = 50;

/** A log that is being written, with secrets masked and with pages that follow it. */
export interface WatchedLog {
  readonly log: RunLog;
  /** Throws Failure STORAGE when the disk takes nothing. */
  readonly append: (bytes: Buffer) => void;
  /** News of the log until it is finished or the signal aborts. */
  readonly watch: (signal: AbortSignal) => AsyncGenerator<LogNews, void, void>;
  /** Writes what the redactor holds back and tells the pages that the log is whole. */
  readonly finish: () => void;
}

/** `max` is the number of bytes that are kept: behind them stands `cutNote`, and the rest is passed over. */
export const createWatchedLog = (
  log: RunLog,
  {
    redactor,
    clock,
    max,
    cutNote,
  }: { readonly redactor: Redactor; readonly clock: Clock; readonly max: number; readonly cutNote: string },
): WatchedLog => {
  const watchers = new Set<() => void>();
  let finished = false;
  let cut = false;
  const tell = () => {
    for (const wake of watchers) wake();
  };
  const write = (bytes: Buffer) => {
    if (cut || bytes.length === 0) return;
    const room = max - log.size;
    log.append(bytes.length <= room ? bytes : bytes.subarray(0, Math.max(0, room)), clock.now());
    if (bytes.length <= room) return;
    cut = true;
    log.append(Buffer.from(`\n${cutNote}\n`), clock.now());
  };
  return {
    log,
    append: (bytes) => {
      write(redactor.push(bytes));
      tell();
    },
    watch: async function* (signal) {
      const news = createWakeUp();
      watchers.add(news.wake);
      try {
        for (let last = -1; !signal.aborted; await news.next(signal)) {
          if (log.size === last && !finished) continue;
          last = log.size;
          yield { lines: log.lineCount, bytes: log.size, done: finished };
          if (finished) return;
          await clock.sleep(NEWS_INTERVAL, signal).catch(() => {});
        }
      } finally {
        watchers.delete(news.wake);
      }
    },
    finish: () => {
      try {
        write(redactor.flush());
      } catch {
        // Without space for the last few bytes the log still has its end.
      }
      finished = true;
      tell();
    },
  };
};
