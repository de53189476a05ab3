/** A stretch of time, in milliseconds since 1970. */
export interface ChartWindow {
  readonly from: number;
  readonly to: number;
}

/** Closer than this nothing is to be seen: a sample comes every few seconds. */
const SHORTEST = 60_000;
/** Nothing is kept longer than two years. */
const LONGEST = 731 * 86_400_000;

const fitted = (middle: number, length: number): ChartWindow => {
  const half = Math.round(Math.min(LONGEST, Math.max(SHORTEST, length)) / 2);
  const from = Math.max(0, Math.round(middle) - half);
  return { from, to: from + 2 * half };
};

/** A stretch that was dragged over, widened where it is too short. */
export const selected = (from: number, to: number): ChartWindow => fitted((from + to) / 2, to - from);

/** The same middle, seen from further or nearer: `factor` 2 shows twice as much. */
export const zoomed = ({ from, to }: ChartWindow, factor: number): ChartWindow =>
  fitted((from + to) / 2, (to - from) * factor);

/** Half a window earlier (-1) or later (1). */
export const moved = ({ from, to }: ChartWindow, direction: -1 | 1): ChartWindow => {
  const by = (direction * (to - from)) / 2;
  return fitted((from + to) / 2 + by, to - from);
};

/** The stretch of the same length that ends where this one begins. */
export const before = ({ from, to }: ChartWindow): ChartWindow => ({ from: Math.max(0, from - (to - from)), to: from });
