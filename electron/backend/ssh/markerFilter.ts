/** As much of what a login shell prints is kept for a message. */
const KEPT = 400;
/** A process id has at most this many digits. */
const DIGITS = 20;

export interface MarkerFilter {
  /** What of a chunk stands behind the marker's line; null while there is nothing. */
  readonly push: (chunk: Buffer) => Buffer | null;
  /** The process id the marker's line names; null until it came. */
  readonly pid: () => number | null;
  /** The beginning of what came before the marker. */
  readonly before: () => string;
}

/** Cuts off what a login shell prints before the command's own output begins, however the bytes are sliced. Holds no more than a line. */
export const createMarkerFilter = (marker: string): MarkerFilter => {
  const line = new RegExp(`${marker} (\\d{1,${DIGITS}})\\n`);
  const overlap = marker.length + 1 + DIGITS;
  let pid: number | null = null;
  let held = Buffer.alloc(0);
  let before = Buffer.alloc(0);
  return {
    push: (chunk) => {
      if (pid !== null) return chunk;
      if (before.length < KEPT) before = Buffer.concat([before, chunk.subarray(0, KEPT - before.length)]);
      const all = Buffer.concat([held, chunk]);
      const found = line.exec(all.toString('latin1'));
      if (found === null) {
        held = Buffer.from(all.subarray(Math.max(0, all.length - overlap)));
        return null;
      }
      pid = Number(found[1]);
      held = Buffer.alloc(0);
      const rest = all.subarray(found.index + found[0].length);
      return rest.length === 0 ? null : rest;
    },
    pid: () => pid,
    before: () => before.toString('utf8'),
  };
};
