/** A shell that is restarted is back within a second; nobody should wait longer than this for a window to notice. */
const LONGEST_MS = 5_000;
const FIRST_MS = 200;

/** How long to wait before the next try, in milliseconds: doubling from 200 up to 5,000, of which the upper half is drawn by chance so
 * that many windows do not all come back in the same moment.
 *
 * `failures` counts the tries that failed in a row, from 1; `random` lies in [0, 1). */
export const socketBackoff = (failures: number, random: number): number => {
  const whole = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.max(0, Math.min(failures - 1, 30)));
  return Math.round(whole / 2 + (whole / 2) * random);
};
