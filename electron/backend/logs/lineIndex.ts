import { readSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { openSideFile } from './sideFile.ts';

/** An entry every so many lines, or every so many bytes, whichever is first: to find a line at most so much is read that is not wanted.
 *
 * So a line longer than that has an entry right behind it, which says where it ends. */
const LINES = 256;
const BYTES = 128 * 1024;

/** Two doubles, the line's number and where it begins, and the CRC-32 of both, seeded by the entry's own place. */
const ENTRY = 20;
const SUMMED = 16;
/** Entries written at a time; after a crash the log's last stretch is read again. */
const BATCH = 64;
const LF = 0x0a;
const CHUNK = 256 * 1024;

export interface LineStart {
  readonly line: number;
  readonly start: number;
}

/** Where lines begin in a log, sparsely. */
export interface LineIndex {
  /** Line feeds seen so far. */
  readonly newlines: () => number;
  /** Offset of the last line's first byte. */
  readonly lastStart: () => number;
  /** Takes the bytes that were appended to the log at `offset`. */
  readonly add: (bytes: Buffer, offset: number) => void;
  /** The last known beginning of a line at or before this line. */
  readonly beforeLine: (line: number) => LineStart;
  /** The last known beginning of a line at or before the offset. */
  readonly beforeOffset: (offset: number) => LineStart;
  readonly close: () => void;
}

const encode = (entries: readonly LineStart[], first: number): Buffer => {
  const bytes = Buffer.alloc(entries.length * ENTRY);
  for (const [index, { line, start }] of entries.entries()) {
    const at = index * ENTRY;
    bytes.writeDoubleLE(line, at);
    bytes.writeDoubleLE(start, at + 8);
    bytes.writeUInt32LE(crc32(bytes.subarray(at, at + SUMMED), first + index), at + SUMMED);
  }
  return bytes;
};

/** Whole entries that lie inside the log, the last one right behind a line feed; none when they do not fit it. The log is the truth. */
const borneOut = (bytes: Buffer, log: number, size: number): LineStart[] => {
  const entries: LineStart[] = [];
  for (let at = 0; at + ENTRY <= bytes.length; at += ENTRY) {
    if (crc32(bytes.subarray(at, at + SUMMED), entries.length) !== bytes.readUInt32LE(at + SUMMED)) break;
    const start = bytes.readDoubleLE(at + 8);
    if (start > size) break;
    entries.push({ line: bytes.readDoubleLE(at), start });
  }
  const last = entries.at(-1);
  if (last === undefined || last.start === 0) return entries;
  const before = Buffer.alloc(1);
  return readSync(log, before, 0, 1, last.start - 1) === 1 && before[0] === LF ? entries : [];
};

/** Opens the index beside an open log of `size` bytes: what the log bears out is kept, the rest is read anew from the log. */
export const openLineIndex = (path: string, log: number, size: number): LineIndex => {
  const file = openSideFile(path);
  const stored = file.read();
  const entries = borneOut(stored, log, size);
  let written = entries.length;
  if (entries.length === 0) entries.push({ line: 0, start: 0 });
  let last = entries.at(-1) ?? { line: 0, start: 0 };
  let newlines = last.line;
  let lastStart = last.start;

  const write = () => {
    if (written < entries.length) file.write(encode(entries.slice(written), written), written * ENTRY);
    written = entries.length;
  };

  const add = (bytes: Buffer, offset: number) => {
    for (let at = bytes.indexOf(LF); at !== -1; at = bytes.indexOf(LF, at + 1)) {
      newlines += 1;
      lastStart = offset + at + 1;
      if (newlines - last.line >= LINES || lastStart - last.start >= BYTES) {
        last = { line: newlines, start: lastStart };
        entries.push(last);
      }
    }
    if (entries.length - written >= BATCH) write();
  };

  const chunk = Buffer.allocUnsafe(Math.min(CHUNK, size - lastStart));
  for (let at = lastStart; at < size; ) {
    const read = readSync(log, chunk, 0, Math.min(chunk.length, size - at), at);
    if (read === 0) break;
    add(chunk.subarray(0, read), at);
    at += read;
  }
  if (stored.length !== entries.length * ENTRY) {
    write();
    file.truncate(entries.length * ENTRY);
  }

  const before = (key: keyof LineStart, wanted: number): LineStart => {
    let [low, high] = [0, entries.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((entries[middle]?.[key] ?? 0) <= wanted) low = middle;
      else high = middle - 1;
    }
    return entries[low] ?? { line: 0, start: 0 };
  };

  return {
    newlines: () => newlines,
    lastStart: () => lastStart,
    add,
    beforeLine: (line) => before('line', line),
    beforeOffset: (offset) => before('start', offset),
    close: () => {
      write();
      file.close();
    },
  };
};
