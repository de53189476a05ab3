import type { LogNews } from '../../../shared/logs/logLine.ts';
import type { Clock } from '../clock.ts';
import { createLogTeller } from './logTeller.ts';
import type { Redactor } from './redactor.ts';
import type { RunLog } from './runLogFile.ts';

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
  const news = createLogTeller(log, clock);
  let cut = false;
  let missed = 0;
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
      news.tell();
    },
    watch: news.watch,
    finish: () => {
      write(redactor.flush());
      news.finish();
    },
  };
};
