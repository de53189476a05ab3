/** What the page of the benchmark measured. */
export interface Seen {
  /** From the first byte handed over to the last line painted, in milliseconds. */
  readonly milliseconds: number;
  /** The longest time between two frames meanwhile, in milliseconds. */
  readonly longestFrame: number;
}

/** What the page offers to the benchmark. Both make their lines from `lineText`, hand over the same pieces of 64 KiB, and follow. */
export interface SeenPage {
  readonly ours: (lines: number) => Promise<Seen>;
  /** Goes to lines all over the log that `ours` showed; gives those whose text did not come to be on the screen. */
  readonly unreached: (wanted: readonly number[]) => Promise<readonly number[]>;
  readonly xterm: (lines: number) => Promise<Seen>;
}

/** Line `number` of the log, 99 characters without its line feed. */
export const lineText = (number: number): string => `${String(number).padStart(7, '0')} `.padEnd(99, 'x');

/** Lines of a piece of about 64 KiB, as a connection hands them over. */
export const PIECE = 655;
