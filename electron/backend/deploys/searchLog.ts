import { setImmediate as breathe } from 'node:timers/promises';
import { LINES_PER_ENTRY, type LineIndex } from './lineIndex.ts';

/** Read at a time; between two of them other work gets its turn. */
const CHUNK = 2 * 1024 * 1024;
const LF = 0x0a;

export interface LogSearch {
  readonly bytes: (from: number, max: number) => Buffer;
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

const countLines = (bytes: Buffer, from: number, to: number): number => {
  let lines = 0;
  for (let at = bytes.indexOf(LF, from); at !== -1 && at < to; at = bytes.indexOf(LF, at + 1)) lines += 1;
  return lines;
};

/** Lowers A to Z in place and nothing else, so that every byte stays where it is. */
const lowerAscii = (bytes: Buffer): Buffer => {
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte >= 0x41 && byte <= 0x5a) bytes[at] = byte + 0x20;
  }
  return bytes;
};

/** Finds the lines that hold the text, by bytes: a match never spans two lines because the text holds no line feed.
 *
 * Case is ignored for A to Z when the text has no capital letter. Chunks overlap by the needle's length less one byte, so a match on a
 * boundary is found once. */
export const searchLog = async ({ bytes, size, index, text, limit, signal }: LogSearch): Promise<LogMatches> => {
  const needle = Buffer.from(text);
  if (needle.length === 0 || needle.includes(LF)) return { lines: [], truncated: false };
  const anyCase = text === text.toLowerCase() && /[a-z]/.test(text);
  const lines: number[] = [];

  for (let start = 0; start < size; start += CHUNK) {
    signal?.throwIfAborted();
    const chunk = bytes(start, CHUNK + needle.length - 1);
    const haystack = anyCase ? lowerAscii(chunk) : chunk;
    let counted = -1;
    let line = 0;
    for (let at = haystack.indexOf(needle); at !== -1; at = haystack.indexOf(needle, at)) {
      if (counted === -1) line = lineOf(start + at, { bytes, index });
      else line += countLines(haystack, counted, at);
      if (lines.at(-1) !== line) {
        if (lines.length === limit) return { lines, truncated: true };
        lines.push(line);
      }
      counted = at;
      const end = haystack.indexOf(LF, at);
      if (end === -1) break;
      at = end;
    }
    await breathe();
  }
  return { lines, truncated: false };
};

const lineOf = (offset: number, { bytes, index }: Pick<LogSearch, 'bytes' | 'index'>): number => {
  const entry = index.before(offset);
  let lines = entry * LINES_PER_ENTRY;
  for (let from = index.entry(entry); from < offset; ) {
    const chunk = bytes(from, Math.min(CHUNK, offset - from));
    lines += countLines(chunk, 0, chunk.length);
    from += chunk.length;
  }
  return lines;
};
