import { closeSync, fstatSync, mkdirSync, openSync, readSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { LogLine } from '../../../shared/deploys/contract.ts';
import type { RunId } from '../../../shared/ids.ts';
import { openArrivalTimes } from './arrivalTimes.ts';
import { LINES_PER_ENTRY, openLineIndex } from './lineIndex.ts';
import { LINE_SHOWN_MAX, logText } from './logText.ts';
import { searchLog } from './searchLog.ts';

const LF = 0x0a;
const CHUNK = 256 * 1024;
/** A page stops after this many bytes, so that a page of enormous lines does not hold everything else up. */
const PAGE_BYTES_MAX = 16 * 1024 * 1024;

/** The log of one run: raw bytes as the target wrote them, in one file that only grows. Its size is the offset at which following goes on. */
export interface RunLog {
  readonly size: number;
  /** A last line without line feed counts. */
  readonly lineCount: number;
  readonly append: (bytes: Buffer, at: number) => void;
  /** At most `count` lines from line `from` (counted from 0); fewer at the end, or when the lines are enormous. */
  readonly page: (from: number, count: number) => readonly LogLine[];
  /** Numbers of the lines that hold the text, at most `limit`; ASCII case is ignored when the text has no capital. */
  readonly search: (
    text: string,
    limit: number,
    signal?: AbortSignal,
  ) => Promise<{ readonly lines: readonly number[]; readonly truncated: boolean }>;
  /** The line that holds the byte at the offset; the last line when it lies behind the end. */
  readonly lineAt: (offset: number) => number;
  readonly bytes: (from: number, max: number) => Buffer;
  readonly close: () => void;
}

/** Opens the log of a run, making it when it is not there. */
export const openRunLog = (folder: string, run: RunId): RunLog => {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = openSync(join(folder, `${run}.log`), 'a+', 0o600);
  const index = openLineIndex(join(folder, `${run}.index`), file);
  const times = openArrivalTimes(join(folder, `${run}.times`));
  let size = fstatSync(file).size;
  let open = true;

  const lineCount = () => index.newlines() + (index.lastStart() < size ? 1 : 0);

  const bytes = (from: number, max: number): Buffer => {
    const buffer = Buffer.alloc(Math.max(0, Math.min(max, size - from)));
    return buffer.subarray(0, readSync(file, buffer, 0, buffer.length, from));
  };

  /** Calls back for every line from the entry on, with the first 16 KiB of it; stops when told `false`. */
  const eachLine = (
    entry: number,
    take: (line: { number: number; start: number; length: number; head: Buffer }) => boolean,
  ) => {
    let number = entry * LINES_PER_ENTRY;
    let start = index.entry(entry);
    let head = Buffer.alloc(0);
    for (let at = start; at < size; ) {
      const chunk = bytes(at, CHUNK);
      if (chunk.length === 0) return;
      for (let from = 0; from < chunk.length; ) {
        const end = chunk.indexOf(LF, from);
        const stop = end === -1 ? chunk.length : end;
        const room = LINE_SHOWN_MAX + 1 - head.length;
        if (room > 0) head = Buffer.concat([head, chunk.subarray(from, Math.min(stop, from + room))]);
        const over = end !== -1 || at + stop >= size;
        if (over) {
          if (!take({ number, start, length: at + stop - start, head })) return;
          number += 1;
          start = at + stop + 1;
          head = Buffer.alloc(0);
        }
        from = stop + 1;
      }
      at += chunk.length;
    }
  };

  return {
    get size() {
      return size;
    },
    get lineCount() {
      return lineCount();
    },
    append: (chunk, at) => {
      for (let written = 0; written < chunk.length; ) written += writeSync(file, chunk, written);
      times.add(size, at);
      index.add(chunk, size);
      size += chunk.length;
    },
    page: (from, count) => {
      const lines: LogLine[] = [];
      if (from >= lineCount() || count <= 0) return lines;
      let read = 0;
      eachLine(Math.floor(from / LINES_PER_ENTRY), ({ number, start, length, head }) => {
        read += length;
        if (number >= from)
          lines.push({ number, text: logText(head), bytes: length, cut: length > LINE_SHOWN_MAX, at: times.of(start) });
        return lines.length < count && (lines.length === 0 || read < PAGE_BYTES_MAX);
      });
      return lines;
    },
    search: (text, limit, signal) => searchLog({ bytes, size, index, text, limit, signal: signal ?? null }),
    lineAt: (offset) => {
      if (offset >= size) return Math.max(0, lineCount() - 1);
      let found = 0;
      eachLine(index.before(offset), ({ number, start, length }) => {
        found = number;
        return offset > start + length;
      });
      return found;
    },
    bytes,
    close: () => {
      if (!open) return;
      open = false;
      closeSync(file);
      index.close();
      times.close();
    },
  };
};
