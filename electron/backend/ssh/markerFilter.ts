/** As much of what a login shell prints is kept for a message. */
const KEPT = 400;

export interface MarkerFilter {
  /** What of a chunk stands behind the marker's line; null while there is nothing. */
  readonly push: (chunk: Buffer) => Buffer | null;
  readonly seen: () => boolean;
  /** The beginning of what came before the marker. */
  readonly before: () => string;
}

/** Cuts off what a login shell prints before the command's own output begins, however the bytes are sliced. Holds no more than a line. */
export const createMarkerFilter = (marker: string): MarkerFilter => {
  const line = Buffer.from(`${marker}\n`, 'latin1');
  let seen = false;
  let held = Buffer.alloc(0);
  let before = Buffer.alloc(0);
  return {
    push: (chunk) => {
      if (seen) return chunk;
      const all = Buffer.concat([held, chunk]);
      const at = all.indexOf(line);
      if (before.length < KEPT) {
        const fresh = chunk.subarray(0, KEPT - before.length);
        before = Buffer.concat([before, fresh]);
      }
      if (at < 0) {
        held = Buffer.from(all.subarray(Math.max(0, all.length - line.length + 1)));
        return null;
      }
      seen = true;
      held = Buffer.alloc(0);
      const rest = all.subarray(at + line.length);
      return rest.length === 0 ? null : rest;
    },
    seen: () => seen,
    before: () => before.toString('utf8'),
  };
};
