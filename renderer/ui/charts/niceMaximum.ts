/** Mantissas whose quarters are short numbers as well, for the lines of the grid. */
const ROUND = [1, 1.2, 1.6, 2, 2.4, 3.2, 4, 6, 8, 10];

/** The next round number above a value, so that a scale changes seldom while values come in; 1 for nothing. */
export const niceMaximum = (value: number): number => {
  if (!(value > 0) || !Number.isFinite(value)) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  const mantissa = ROUND.find((round) => round * power >= value * (1 - 1e-9)) ?? 10;
  return Number((mantissa * power).toPrecision(12));
};
