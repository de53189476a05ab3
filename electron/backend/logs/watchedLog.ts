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
  /** Never throws: what the disk does not take is counted, and said in its place as soon as it takes something again. */
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
  let missed = 0;
  const tell = () => {
    for (const wake of watchers) wake();
  };
  const write = (bytes: Buffer) => {
    if (cut || bytes.length === 0) return;
    const room = max - log.size;
    const note = missed === 0 ? '' : `\n[Pitwall] ${missed} bytes are missing here: the disk took nothing.\n`;
    const kept = bytes.subarray(0, Math.max(0, room));
    const end = bytes.length <= room ? '' : `\n${cutNote}\n`;
    try {
      log.append(Buffer.concat([Buffer.from(note), kept, Buffer.from(end)]), clock.now());
      cut = end !== '';
      missed = 0;
    } catch {
      missed += bytes.length;
    }
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
    finish: () => {
      write(redactor.flush());
      finished = true;
      tell();
    },
  };
};
