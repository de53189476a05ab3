import { bucketAt } from './bucketAt.ts';
import type { ChartPlan } from './chartPlans.ts';
import { formatValue } from './formatValue.ts';
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
    const bucket = found === undefined ? null : bucketAt(found.buckets, found.step, at ?? read.to);
    return { name, label, text: bucket === null ? '–' : formatValue(bucket.mean, unit) };
  });
