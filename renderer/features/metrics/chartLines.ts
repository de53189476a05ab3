import type { Bucket } from '../../../shared/monitor/series.ts';
import { niceMaximum } from '../../ui/charts/niceMaximum.ts';
import type { ChartLine } from '../../ui/charts/SeriesLines.tsx';
import type { ChartPlan } from './chartPlans.ts';
import type { ReadSeries } from './metricsQueries.ts';
import { seriesLook } from './seriesLooks.ts';

/** The lines of a chart in the order of its plan; of the period before they are moved to where they are compared. */
export const chartLines = (
  plan: ChartPlan,
  read: ReadSeries,
  past: ReadSeries | null,
  extremes: boolean,
): readonly ChartLine[] => {
  const linesOf = (from: ReadSeries, shift: number, faint: boolean): readonly ChartLine[] =>
    plan.series.flatMap(({ name }, index) => {
      const found = from.series.find((each) => each.name === name);
      if (found === undefined) return [];
      const buckets =
        shift === 0 ? found.buckets : found.buckets.map((each): Bucket => ({ ...each, at: each.at + shift }));
      return [
        {
          key: `${faint ? 'before ' : ''}${name}`,
          buckets,
          step: found.step,
          ...seriesLook(index),
          band: extremes && !faint,
          faint,
        },
      ];
    });
  // What lies behind comes first.
  return [...(past === null ? [] : linesOf(past, read.from - past.from, true)), ...linesOf(read, 0, false)];
};

/** The upper end of the scale: the natural one, else a round number above all that is drawn. */
export const scaleMaximum = (plan: ChartPlan, lines: readonly ChartLine[]): number => {
  if (plan.most !== null) return plan.most;
  let most = 0;
  for (const { buckets, band } of lines) for (const { max, mean } of buckets) most = Math.max(most, band ? max : mean);
  return niceMaximum(most);
};
