import { closeSync, constants, fstatSync, mkdirSync, openSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { LogLine } from '../../../shared/logs/logLine.ts';
import { appendWhole, fileFailure } from './appendWhole.ts';
import { openArrivalTimes } from './arrivalTimes.ts';
import { openLineIndex } from './lineIndex.ts';
import { readLogPage } from './readLogPage.ts';
import { type LogMatches, lineOf, searchLog } from './searchLog.ts';

/** The log of one run: raw bytes as the target wrote them, in one file that only grows. Its size is the offset at which following goes on. */
export interface RunLog {
  readonly size: number;
  /** A last line without line feed counts. */
  readonly lineCount: number;
  /** Writes all of the bytes, or none of them and throws Failure STORAGE: the size never stands for bytes that are not there. */
  readonly append: (bytes: Buffer, at: number) => void;
  /** At most `count` lines from line `from` (counted from 0); fewer at the end, or when the lines are enormous. */
  readonly page: (from: number, count: number) => readonly LogLine[];
  /** Numbers of the lines that hold the text, at most `limit`; case is ignored when the text has no capital. */
  readonly search: (text: string, limit: number, signal?: AbortSignal) => Promise<LogMatches>;
  /** The line that holds the byte at the offset; the last line when it lies behind the end. */
  readonly lineAt: (offset: number) => number;
  readonly bytes: (from: number, max: number) => Buffer;
  /** Searches that go on read to their end. */
  readonly close: () => void;
}

/** Opens the log of a run, making it when it is not there. A log on a disk that takes no writing can still be read.
 *
 * Throws Failure STORAGE when it can be neither read nor made. */
export const openRunLog = (folder: string, run: string): RunLog => {
  const file = openLog(folder, join(folder, `${run}.log`));
  let size = fstatSync(file).size;
  const index = openLineIndex(join(folder, `${run}.index`), file, size);
  const times = openArrivalTimes(join(folder, `${run}.times`), size);
  let searches = 0;
  let state: 'open' | 'closing' | 'closed' = 'open';

  const read = (into: Buffer, from: number): number => readSync(file, into, 0, into.length, from);
  const lineCount = () => index.newlines() + (index.lastStart() < size ? 1 : 0);
  const closeUnused = () => {
    if (state !== 'closing' || searches > 0) return;
    state = 'closed';
    closeSync(file);
  };

  const append = (bytes: Buffer, at: number): void => {
    if (bytes.length === 0) return;
    times.add(size, at);
    try {
      appendWhole(file, bytes, size);
    } catch (error) {
      throw fileFailure(error);
    }
    index.add(bytes, size);
    size += bytes.length;
  };

  const search = async (text: string, limit: number, signal?: AbortSignal): Promise<LogMatches> => {
    searches += 1;
    try {
      return await searchLog({ read, size, index, text, limit, signal: signal ?? null });
    } finally {
      searches -= 1;
      closeUnused();
    }
  };

  return {
    get size() {
      return size;
    },
    get lineCount() {
      return lineCount();
    },
    append,
    page: (from, count) => readLogPage({ read, size, index, times, from, count }),
    search,
    lineAt: (offset) => (offset < size ? lineOf(offset, { read, index }) : Math.max(0, lineCount() - 1)),
    bytes: (from, max) => {
      const buffer = Buffer.alloc(Math.max(0, Math.min(max, size - from)));
      return buffer.subarray(0, read(buffer, from));
    },
    close: () => {
      if (state !== 'open') return;
      state = 'closing';
      index.close();
      times.close();
      closeUnused();
    },
  };
};

const openLog = (folder: string, path: string): number => {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    return openSync(path, constants.O_RDWR | constants.O_CREAT, 0o600);
  } catch (error) {
    try {
      if (statSync(path).isFile()) return openSync(path, 'r');
    } catch {
      // What was said first is the reason.
    }
    throw fileFailure(error);
  }
};
