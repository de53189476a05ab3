/** Parts bytes into lines. */
export interface LineSplitter {
  /** Hands on each whole line, without its end. A line longer than the limit is cut there, and the rest of it left out. */
  readonly push: (bytes: Buffer) => readonly string[];
  /** Leaves out everything up to the next line: the bytes that come begin in the middle of one. */
  readonly skipLine: () => void;
  /** Forgets what was begun. */
  readonly reset: () => void;
}

const NEWLINE = 10;

/** Holds at most `limit` bytes. Bytes that are no UTF-8 become U+FFFD. */
export const createLineSplitter = (limit: number): LineSplitter => {
  let begun: Buffer[] = [];
  let length = 0;
  let skipping = false;

  const hold = (bytes: Buffer): void => {
    const kept = bytes.subarray(0, Math.max(0, limit - length));
    // A copy: a slice would hold a whole megabyte for the sake of half a line.
    if (kept.length > 0) begun.push(Buffer.from(kept));
    length += kept.length;
  };
  const reset = (): void => {
    begun = [];
    length = 0;
    skipping = false;
  };

  return {
    reset,
    skipLine: () => {
      reset();
      skipping = true;
    },
    push: (bytes) => {
      const lines: string[] = [];
      let from = 0;
      for (let to = bytes.indexOf(NEWLINE); to >= 0; to = bytes.indexOf(NEWLINE, from)) {
        const part = bytes.subarray(from, to);
        from = to + 1;
        if (skipping) {
          reset();
          continue;
        }
        if (length === 0) lines.push(part.subarray(0, limit).toString('utf8'));
        else {
          hold(part);
          lines.push(Buffer.concat(begun).toString('utf8'));
        }
        reset();
      }
      if (!skipping) hold(bytes.subarray(from));
      return lines;
    },
  };
};
