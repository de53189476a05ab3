import { openSideFile } from './sideFile.ts';

/** Two doubles: the offset, and the milliseconds. */
const ENTRY = 16;
/** Bytes that arrive within this many milliseconds share a time: finer than people read, and bounded for an endless log. */
const GRAIN = 100;

/** When the bytes of a log arrived here. Losing it loses nothing but times. */
export interface ArrivalTimes {
  /** Bytes from `offset` on arrive now; told before they are written, so that no byte ever has the time of others. */
  readonly add: (offset: number, at: number) => void;
  /** Milliseconds since 1970; null when it was not recorded. */
  readonly of: (offset: number) => number | null;
  readonly close: () => void;
}

/** Opens the times beside a log of `size` bytes; what does not fit the log is dropped. */
export const openArrivalTimes = (path: string, size: number): ArrivalTimes => {
  const file = openSideFile(path);
  const offsets: number[] = [];
  const times: number[] = [];
  const bytes = file.read();
  for (let at = 0; at + ENTRY <= bytes.length; at += ENTRY) {
    const [offset, time] = [bytes.readDoubleLE(at), bytes.readDoubleLE(at + 8)];
    const fits = Number.isSafeInteger(offset) && offset > (offsets.at(-1) ?? -1) && offset < size;
    if (!fits || !Number.isSafeInteger(time) || time < 0) break;
    offsets.push(offset);
    times.push(time);
  }

  return {
    add: (offset, at) => {
      const last = times.at(-1);
      if (last !== undefined && at >= last && at - last < GRAIN) return;
      // What was told and then not written is replaced.
      while (offsets.length > 0 && (offsets.at(-1) ?? 0) >= offset) {
        offsets.pop();
        times.pop();
      }
      const entry = Buffer.alloc(ENTRY);
      entry.writeDoubleLE(offset, 0);
      entry.writeDoubleLE(at, 8);
      file.write(entry, offsets.length * ENTRY);
      offsets.push(offset);
      times.push(at);
    },
    of: (offset) => {
      let [low, high] = [-1, offsets.length - 1];
      while (low < high) {
        const middle = Math.ceil((low + high) / 2);
        if ((offsets[middle] ?? 0) <= offset) low = middle;
        else high = middle - 1;
      }
      return times[low] ?? null;
    },
    close: file.close,
  };
};
