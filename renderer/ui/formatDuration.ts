const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

const pair = (big: number, bigUnit: string, small: number, smallUnit: string): string =>
  small === 0 ? `${big} ${bigUnit}` : `${big} ${bigUnit} ${small} ${smallUnit}`;

/** A length of time in milliseconds as people read it: `840 ms`, `12.4 s`, `2 min 5 s`, `3 h 20 min`, `4 d 2 h`.
 *
 * Rounded down from a minute on, so that a limit is never shown as passed before it is. Negative counts as 0. */
export const formatDuration = (milliseconds: number): string => {
  const ms = Math.max(0, Math.floor(milliseconds));
  if (ms < second) return `${ms} ms`;
  if (ms < minute) return `${(Math.floor(ms / 100) / 10).toFixed(1)} s`;
  if (ms < hour) return pair(Math.floor(ms / minute), 'min', Math.floor((ms % minute) / second), 's');
  if (ms < day) return pair(Math.floor(ms / hour), 'h', Math.floor((ms % hour) / minute), 'min');
  return pair(Math.floor(ms / day), 'd', Math.floor((ms % day) / hour), 'h');
};
