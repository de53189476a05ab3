import type { SeriesData } from '../../../shared/monitor/series.ts';
import { bucketAt } from './bucketAt.ts';

/** A point of the overview; null where nothing was measured. */
export interface OverviewPoint {
  readonly at: number;
  readonly value: number | null;
}

/** A window in so many equal steps, each with what was measured nearest to it: the brush counts steps, not time. */
export const overviewPoints = (
  series: Pick<SeriesData, 'buckets' | 'step'> | undefined,
  from: number,
  to: number,
  points: number,
): readonly OverviewPoint[] =>
  Array.from({ length: points }, (_, index) => {
    const at = Math.round(from + ((to - from) * index) / (points - 1));
    return { at, value: (series && bucketAt(series.buckets, series.step, at)?.mean) ?? null };
  });
