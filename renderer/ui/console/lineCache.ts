import type { LogLine } from '../../../shared/logs/logLine.ts';

/** Lines that were read, bounded in number and in characters; the longest unused go first. */
export interface LineCache {
  readonly get: (line: number) => LogLine | undefined;
  /** Takes lines in. `total` is how many there were when they were read: the last of all may still grow while the log does. */
  readonly put: (lines: readonly LogLine[], total: number) => void;
  /** The log has grown: its last line is to be read again. It stays readable until then. */
  readonly grew: () => void;
  /** The first stretch of [from, to) that is not here; null when all is. */
  readonly missing: (from: number, to: number) => { readonly from: number; readonly to: number } | null;
  readonly lines: () => number;
  readonly characters: () => number;
  readonly clear: () => void;
}

/** Lines are kept and dropped in blocks of this many: few enough to waste little, many enough to keep the books short. */
export const BLOCK = 128;

interface Block {
  readonly lines: Map<number, LogLine>;
  characters: number;
}

interface Limits {
  readonly lines: number;
  readonly characters: number;
}

/** A line is at most 16 KiB, so that these limits are about 16 MB of text at the worst. */
const LIMITS: Limits = { lines: 20_000, characters: 8_000_000 };

export const createLineCache = (limits: Limits = LIMITS): LineCache => {
  /** In the order of use: a Map keeps the order of insertion. */
  const blocks = new Map<number, Block>();
  let count = 0;
  let characters = 0;
  let growing: number | null = null;
  let stale = false;

  const used = (index: number): Block | undefined => {
    const block = blocks.get(index);
    if (block === undefined) return undefined;
    blocks.delete(index);
    blocks.set(index, block);
    return block;
  };

  const drop = (index: number, block: Block) => {
    blocks.delete(index);
    count -= block.lines.size;
    characters -= block.characters;
  };

  const shrink = (keep: ReadonlySet<number>) => {
    for (const [index, block] of blocks) {
      if (count <= limits.lines && characters <= limits.characters) return;
      if (!keep.has(index)) drop(index, block);
    }
  };

  const store = (line: LogLine) => {
    const index = Math.floor(line.number / BLOCK);
    const block = used(index) ?? { lines: new Map<number, LogLine>(), characters: 0 };
    blocks.set(index, block);
    const old = block.lines.get(line.number);
    const more = line.text.length - (old?.text.length ?? 0);
    if (old === undefined) count += 1;
    block.lines.set(line.number, line);
    block.characters += more;
    characters += more;
  };

  const has = (line: number): boolean =>
    !(stale && line === growing) && blocks.get(Math.floor(line / BLOCK))?.lines.has(line) === true;

  return {
    get: (line) => used(Math.floor(line / BLOCK))?.lines.get(line),
    put: (lines, total) => {
      for (const line of lines) {
        store(line);
        if (line.number === total - 1) {
          growing = line.number;
          stale = false;
        } else if (line.number === growing) growing = null;
      }
      shrink(new Set(lines.map(({ number }) => Math.floor(number / BLOCK))));
    },
    grew: () => {
      stale = true;
    },
    missing: (from, to) => {
      let first = from;
      while (first < to && has(first)) first += 1;
      if (first >= to) return null;
      let last = to;
      while (last > first + 1 && has(last - 1)) last -= 1;
      return { from: first, to: last };
    },
    lines: () => count,
    characters: () => characters,
    clear: () => {
      blocks.clear();
      count = 0;
      characters = 0;
      growing = null;
      stale = false;
    },
  };
};
