const DAY = 86_400_000;
/** Openings in a day that are taken as they come. */
const UNDAMPED = 3;
const FIRST_SETTLE = 10 * 60_000;
const LONGEST_SETTLE = DAY / 2;

/** The openings that still count at an instant: those of the last 24 hours. */
export const openingsThatCount = (openings: readonly number[], at: number): readonly number[] =>
  openings.every((each) => each > at - DAY) ? openings : openings.filter((each) => each > at - DAY);

/** How long an open rule must have been good before it closes, in watched milliseconds, besides its good readings in a row.
 *
 * Damps flapping as routers damp a route that comes and goes (RFC 2439), but by a rule that can be said in a sentence: the first three alerts
 * of a day close as soon as they may; the next must stay good for 10 minutes, and each one after that twice as long as the one before, up to
 * half a day. So a rule opens at most a dozen times a day, whatever its readings do. */
export const settleMs = (openings: readonly number[], at: number): number => {
  const count = openingsThatCount(openings, at).length;
  return count <= UNDAMPED ? 0 : Math.min(FIRST_SETTLE * 2 ** (count - UNDAMPED - 1), LONGEST_SETTLE);
};
