/** Clocks less apart than this, in milliseconds, are the same: servers tell whole seconds. */
export const SAME_TIME = 3_000;

/** A server's clock, read from here. */
export interface SaidTime {
  /** By our clock, in milliseconds. */
  readonly asked: number;
  readonly answered: number;
  /** By the server's clock, in milliseconds, to the second. */
  readonly theirs: number;
}

/** What must be added to a server's time to get ours, in milliseconds; 0 where nobody can tell the two apart.
 *
 * `theirs` was said somewhen between `asked` and `answered`: by the middle of that the error is half of the way there and back at most
 * (Cristian, 1989), and half a second of the rounding. What differs from `before` by no more than that is the same, so that nothing is
 * corrected to and fro. */
export const clockApart = (before: number, { asked, theirs, answered }: SaidTime): number => {
  const apart = Math.round((asked + answered) / 2) - (theirs + 500);
  const unsure = SAME_TIME + Math.max(0, answered - asked) / 2;
  if (Math.abs(apart) <= unsure) return 0;
  return Math.abs(apart - before) <= unsure ? before : apart;
};

/** A difference that is worth a word, in milliseconds: charts and lists are read to the minute. */
const WORTH_TELLING = 30_000;

/** What a page says of a server's clock; null when there is nothing to say. */
export const clockInWords = (ahead: number): string | null => {
  if (Math.abs(ahead) < WORTH_TELLING) return null;
  const seconds = Math.round(Math.abs(ahead) / 1000);
  const long = seconds < 120 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
  return `The server’s clock is ${long} ${ahead < 0 ? 'ahead of' : 'behind'} this machine’s: times are shown by this machine’s.`;
};
