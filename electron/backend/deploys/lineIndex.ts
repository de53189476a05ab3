import { closeSync, existsSync, fstatSync, openSync, readFileSync, readSync, writeSync } from 'node:fs';

/** One entry every so many lines: a page is found by reading at most this many lines too much. */
export const LINES_PER_ENTRY = 256;

const ENTRY = 8;
const LF = 0x0a;
const CHUNK = 1024 * 1024;

/** Where lines begin in a log, sparsely: entry k is the offset of line k × 256. */
export interface LineIndex {
  /** Line feeds seen so far. */
  readonly newlines: () => number;
  /** Offset of the last line's first byte. */
  readonly lastStart: () => number;
  /** Takes the bytes that were appended to the log at `offset`. */
  readonly add: (bytes: Buffer, offset: number) => void;
  /** Offset of line `entry` × 256; the entry must exist. */
  readonly entry: (entry: number) => number;
  /** The last entry at or before the offset. */
  readonly before: (offset: number) => number;
  readonly close: () => void;
}

const readEntries = (path: string): number[] => {
  if (!existsSync(path)) return [];
  const bytes = readFileSync(path);
  return Array.from({ length: Math.floor(bytes.length / ENTRY) }, (_, index) => bytes.readDoubleLE(index * ENTRY));
};

/** Entries that the log bears out: growing, inside it, and each right behind a line feed. The log is the truth, the index is not. */
const borneOut = (entries: readonly number[], log: number, size: number): number[] => {
  const good: number[] = [];
  const byte = Buffer.alloc(1);
  for (const [index, offset] of entries.entries()) {
    const grows = Number.isSafeInteger(offset) && offset <= size && offset > (good.at(-1) ?? -1);
    if (!grows) break;
    if (index === 0 ? offset !== 0 : readSync(log, byte, 0, 1, offset - 1) !== 1 || byte[0] !== LF) break;
    good.push(offset);
  }
  return good;
};

/** Opens the index beside an open log: what the log bears out is kept, the rest is read anew from the log. */
export const openLineIndex = (path: string, log: number): LineIndex => {
  const size = fstatSync(log).size;
  const entries = borneOut(readEntries(path), log, size);
  if (entries.length === 0) entries.push(0);
  const kept = entries.length;
  let newlines = (kept - 1) * LINES_PER_ENTRY;
  let lastStart = entries[kept - 1] ?? 0;

  const file = openSync(path, 'w', 0o600);
  const write = (from: number) => {
    const fresh = entries.slice(from);
    const bytes = Buffer.alloc(fresh.length * ENTRY);
    for (const [index, offset] of fresh.entries()) bytes.writeDoubleLE(offset, index * ENTRY);
    if (bytes.length > 0) writeSync(file, bytes, 0, bytes.length, from * ENTRY);
  };

  const scan = (bytes: Buffer, offset: number) => {
    for (let at = bytes.indexOf(LF); at !== -1; at = bytes.indexOf(LF, at + 1)) {
      newlines += 1;
      lastStart = offset + at + 1;
      if (newlines % LINES_PER_ENTRY === 0) entries.push(lastStart);
    }
  };

  const chunk = Buffer.alloc(Math.min(CHUNK, Math.max(1, size)));
  for (let at = lastStart; at < size; ) {
    const read = readSync(log, chunk, 0, chunk.length, at);
    if (read === 0) break;
    scan(chunk.subarray(0, read), at);
    at += read;
  }
  write(0);

  return {
    newlines: () => newlines,
    lastStart: () => lastStart,
    add: (bytes, offset) => {
      const before = entries.length;
      scan(bytes, offset);
      if (entries.length > before) write(before);
    },
    entry: (entry) => entries[entry] ?? 0,
    before: (offset) => {
      let [low, high] = [0, entries.length - 1];
      while (low < high) {
        const middle = Math.ceil((low + high) / 2);
        if ((entries[middle] ?? 0) <= offset) low = middle;
        else high = middle - 1;
      }
      return low;
    },
    close: () => closeSync(file),
  };
};
