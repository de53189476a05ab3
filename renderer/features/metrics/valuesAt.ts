import type { Bucket, SeriesData } from '../../../shared/monitor/series.ts';
import { bucketAt } from './bucketAt.ts';
import type { ChartPlan } from './chartPlans.ts';
import { formatValue } from './formatValue.ts';
import { edgeStep } from './metricRanges.ts';
import type { ReadSeries } from './metricsQueries.ts';

export interface ShownValue {
  readonly name: string;
  readonly label: string;
  /** With its unit; `–` where nothing was measured. */
  readonly text: string;
}

/** What each line of a chart shows at a moment; null is the newest one. */
export const valuesAt = ({ series, unit }: ChartPlan, read: ReadSeries, at: number | null): readonly ShownValue[] =>
  series.map(({ name, label }) => {
    const found = read.series.find((each) => each.name === name);
    const bucket =
      found === undefined ? null : at === null ? newest(found, read) : bucketAt(found.buckets, found.step, at);
    return { name, label, text: bucket === null ? '–' : formatValue(bucket.mean, unit) };
  });

/** The last bucket, while it is new: the right edge of what is live lies up to one of its steps ahead of the clock. */
const newest = ({ buckets, step }: SeriesData, { from, to }: ReadSeries): Bucket | null => {
  const last = buckets.at(-1);
  return last !== undefined && to - last.at <= edgeStep(to - from) + 2 * step ? last : null;
};
