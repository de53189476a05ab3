import { closeSync, existsSync, openSync, readFileSync, writeSync } from 'node:fs';

const ENTRY = 16;
/** Bytes that arrive within this many milliseconds share a time: finer than people read, and bounded for an endless log. */
const GRAIN = 100;

/** When the bytes of a log arrived here. Losing it loses nothing but times. */
export interface ArrivalTimes {
  readonly add: (offset: number, at: number) => void;
  /** Milliseconds since 1970; null when it was not recorded. */
  readonly of: (offset: number) => number | null;
  readonly close: () => void;
}

export const openArrivalTimes = (path: string): ArrivalTimes => {
  const offsets: number[] = [];
  const times: number[] = [];
  const bytes = existsSync(path) ? readFileSync(path) : Buffer.alloc(0);
  for (let index = 0; index + ENTRY <= bytes.length; index += ENTRY) {
    const [offset, at] = [bytes.readDoubleLE(index), bytes.readDoubleLE(index + 8)];
    if (!Number.isSafeInteger(offset) || !Number.isSafeInteger(at) || offset < (offsets.at(-1) ?? 0)) break;
    offsets.push(offset);
    times.push(at);
  }
  const file = openSync(path, 'a', 0o600);

  return {
    add: (offset, at) => {
      if (times.length > 0 && at - (times.at(-1) ?? 0) < GRAIN && at >= (times.at(-1) ?? 0)) return;
      offsets.push(offset);
      times.push(at);
      const entry = Buffer.alloc(ENTRY);
      entry.writeDoubleLE(offset, 0);
      entry.writeDoubleLE(at, 8);
      writeSync(file, entry);
    },
    of: (offset) => {
      let [low, high] = [-1, offsets.length - 1];
      while (low < high) {
        const middle = Math.ceil((low + high) / 2);
        if ((offsets[middle] ?? 0) <= offset) low = middle;
        else high = middle - 1;
      }
      return low === -1 ? null : (times[low] ?? null);
    },
    close: () => closeSync(file),
  };
};
