const PRECISION = 1_000_000;

/** Points or hours without the dust of binary fractions: 0.1 + 0.2 is 0.3. Estimates and capacities have far fewer than six decimals. */
export const roundPoints = (points: number): number => Math.round(points * PRECISION) / PRECISION;

/** The sum, whatever the order; null counts nothing. */
export const sumPoints = (points: Iterable<number | null>): number => {
  let sum = 0;
  for (const each of points) sum += Math.round((each ?? 0) * PRECISION);
  return sum / PRECISION;
};
