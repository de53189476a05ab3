const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const MONTH = 30 * DAY;

const steps = [
  ...[1, 2, 5, 10, 15, 30].map((many) => many * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((many) => many * MINUTE),
  ...[1, 2, 3, 6, 12].map((many) => many * HOUR),
  ...[1, 2, 4, 7, 14].map((many) => many * DAY),
  ...[1, 2, 3, 6, 12].map((many) => many * MONTH),
];

/** Where a time axis has its marks. */
export interface TimeTicks {
  readonly ticks: readonly number[];
  /** Between two of them, roughly, in milliseconds; says how exactly they are written. */
  readonly step: number;
}

/** At most `most` round moments of the user's own time zone within a window: full minutes, midnights, firsts of months. */
export const timeTicks = (from: number, to: number, most: number): TimeTicks => {
  const step = steps.find((each) => (to - from) / each < Math.max(1, most)) ?? 12 * MONTH;
  const ticks: number[] = [];
  for (let at = firstMoment(from, step); at <= to && ticks.length < 100; at = nextMoment(at, step))
    if (at >= from) ticks.push(at);
  return { ticks: ticks.slice(0, Math.max(1, most)), step };
};

/** The midnight (or the first of January) before, and from there in steps: so they stay where they are while the window moves on. */
const firstMoment = (from: number, step: number): number => {
  const date = new Date(from);
  if (step >= MONTH) return new Date(date.getFullYear(), 0, 1).getTime();
  // Weeks begin on Mondays; 5 January 1970 was one.
  if (step >= DAY) {
    const days = Math.floor((Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) - 4 * DAY) / DAY);
    return new Date(date.getFullYear(), date.getMonth(), date.getDate() - (days % Math.round(step / DAY))).getTime();
  }
  const midnight = new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
  return midnight + Math.floor((from - midnight) / step) * step;
};

const nextMoment = (at: number, step: number): number => {
  if (step < DAY) return at + step;
  const date = new Date(at);
  if (step >= MONTH) date.setMonth(date.getMonth() + Math.round(step / MONTH));
  else date.setDate(date.getDate() + Math.round(step / DAY));
  return date.getTime();
};

const time = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const exactTime = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });
const month = new Intl.DateTimeFormat('en-GB', { month: 'short', year: 'numeric' });

/** A mark of the axis in words: as exact as marks of such a step need, the date in the place of a midnight. */
export const tickText = (at: number, step: number): string => {
  if (step >= MONTH) return month.format(at);
  const date = new Date(at);
  if (step >= DAY || (date.getHours() === 0 && date.getMinutes() === 0 && date.getSeconds() === 0))
    return day.format(at);
  return step < MINUTE ? exactTime.format(at) : time.format(at);
};
