import type { Bucket } from '../../../shared/monitor/series.ts';

/** A point of the overview; null where nothing was measured. */
export interface OverviewPoint {
  readonly at: number;
  readonly value: number | null;
}

/** A window in so many equal steps, each with the mean of what was measured in it: the brush counts steps, not time. */
export const overviewPoints = (
  buckets: readonly Bucket[],
  from: number,
  to: number,
  points: number,
): readonly OverviewPoint[] => {
  const length = (to - from) / (points - 1);
  const sums = Array.from({ length: points }, () => ({ sum: 0, count: 0 }));
  for (const { at, mean, count } of buckets) {
    const place = sums[Math.round((at - from) / length)];
    if (place === undefined) continue;
    place.sum += mean * count;
    place.count += count;
  }
  return sums.map(({ sum, count }, index) => ({
    at: Math.round(from + index * length),
    value: count === 0 ? null : sum / count,
  }));
};
