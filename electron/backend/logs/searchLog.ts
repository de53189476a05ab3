import { setImmediate as breathe } from 'node:timers/promises';
import type { LineIndex } from './lineIndex.ts';

/** Read at a time: small enough to stay in the processor's cache. */
const CHUNK = 1024 * 1024;
/** After so many milliseconds other work gets its turn. */
const TURN = 8;
const LF = 0x0a;

export interface LogSearch {
  /** Fills the buffer from an offset on; gives how much there was. */
  readonly read: (into: Buffer, from: number) => number;
  readonly size: number;
  readonly index: LineIndex;
  readonly text: string;
  readonly limit: number;
  readonly signal: AbortSignal | null;
}

export interface LogMatches {
  readonly lines: readonly number[];
  readonly truncated: boolean;
}

/** Finds the lines that hold the text, by bytes: a match never spans two lines because the text holds no line feed.
 *
 * Case is ignored when the text has no capital letter. Chunks overlap by the needle's length less one byte, so that a match on a boundary is
 * found once. Colours in the middle of a word keep it from being found. */
export const searchLog = async ({ read, size, index, text, limit, signal }: LogSearch): Promise<LogMatches> => {
  const finder = finderOf(text);
  if (finder === null) return { lines: [], truncated: false };
  const buffer = Buffer.allocUnsafeSlow(CHUNK + finder.longest - 1);
  const lines: number[] = [];
  let turn = performance.now();

  for (let start = 0; start < size; start += CHUNK) {
    signal?.throwIfAborted();
    const chunk = buffer.subarray(0, Math.min(read(buffer, start), size - start));
    const find = finder.in(chunk);
    let counted = -1;
    let line = 0;
    for (let at = find(0); at !== -1; ) {
      if (counted === -1) line = lineOf(start + at, { read, index });
      else line += countLines(chunk, counted, at);
      counted = at;
      if (lines.at(-1) !== line) {
        if (lines.length === limit) return { lines, truncated: true };
        lines.push(line);
      }
      const end = chunk.indexOf(LF, at);
      at = end === -1 ? -1 : find(end + 1);
    }
    if (performance.now() - turn > TURN) {
      await breathe();
      turn = performance.now();
    }
  }
  return { lines, truncated: false };
};

interface Finder {
  /** Bytes of the longest match. */
  readonly longest: number;
  /** Takes a chunk, which it may change in place without moving a byte, and gives what finds the next match in it from an index on. */
  readonly in: (chunk: Buffer) => (from: number) => number;
}

const finderOf = (text: string): Finder | null => {
  const needle = Buffer.from(text);
  if (needle.length === 0 || needle.includes(LF)) return null;
  const exact = { longest: needle.length, in: (chunk: Buffer) => (from: number) => chunk.indexOf(needle, from) };
  const hasCapital = text !== text.toLowerCase();
  if (hasCapital || text === text.toUpperCase()) return exact;
  if (/^[\0-\x7f]*$/.test(text)) return { ...exact, in: (chunk) => exact.in(lowerAscii(chunk)) };
  return eitherCase(text);
};

/** Letters beyond ASCII: each one as its bytes in either case, looked for in the chunk read as one character a byte. */
const eitherCase = (text: string): Finder => {
  const variants = [...text].map((letter) =>
    [...new Set([letter, letter.toUpperCase()])].map((each) => Buffer.from(each)),
  );
  const pattern = variants
    .map(
      (bytes) =>
        `(?:${bytes.map((each) => [...each].map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('')).join('|')})`,
    )
    .join('');
  const longest = variants.reduce((sum, bytes) => sum + Math.max(...bytes.map(({ length }) => length)), 0);
  return {
    longest,
    in: (chunk) => {
      const characters = chunk.toString('latin1');
      const expression = new RegExp(pattern, 'g');
      return (from) => {
        expression.lastIndex = from;
        return expression.exec(characters)?.index ?? -1;
      };
    },
  };
};

/** Lowers A to Z in place, four bytes at a time, and nothing else, so that every byte stays where it is.
 *
 * In each byte: adding 0x3f sets the high bit from `A` on, adding 0x25 sets it behind `Z`; a byte that has its high bit is no ASCII. */
const lowerAscii = (bytes: Buffer): Buffer => {
  const words = new Int32Array(bytes.buffer, bytes.byteOffset, bytes.length >> 2);
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? 0;
    const low = word & 0x7f7f7f7f;
    const capital = (low + 0x3f3f3f3f) & ~(low + 0x25252525) & ~word & 0x80808080;
    if (capital !== 0) words[at] = word | (capital >>> 2);
  }
  for (let at = words.length * 4; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte >= 0x41 && byte <= 0x5a) bytes[at] = byte + 0x20;
  }
  return bytes;
};

const countLines = (bytes: Buffer, from: number, to: number): number => {
  let lines = 0;
  for (let at = bytes.indexOf(LF, from); at !== -1 && at < to; at = bytes.indexOf(LF, at + 1)) lines += 1;
  return lines;
};

/** The line in which the byte at an offset lies. */
export const lineOf = (offset: number, { read, index }: Pick<LogSearch, 'read' | 'index'>): number => {
  const { line, start } = index.beforeOffset(offset);
  let lines = line;
  const buffer = Buffer.allocUnsafe(Math.min(CHUNK, offset - start));
  for (let from = start; from < offset; ) {
    const length = Math.min(read(buffer, from), offset - from);
    if (length <= 0) break;
    lines += countLines(buffer, 0, length);
    from += length;
  }
  return lines;
};
