import { expect, it } from 'vitest';
import type { SeriesData } from '../../../shared/monitor/series.ts';
import type { ChartPlan } from './chartPlans.ts';
import type { ReadSeries } from './metricsQueries.ts';
import { valuesAt } from './valuesAt.ts';

const HOUR = 3_600_000;
const plan = { series: [{ name: 'memory.used', label: 'memory' }], unit: '%' } as unknown as ChartPlan;
const measured = (...ats: readonly number[]): ReadSeries =>
  ({
    from: 0,
    to: HOUR,
    series: [
      {
        name: 'memory.used',
        unit: '%',
        step: 15_000,
        buckets: ats.map((at) => ({ at, min: 40, max: 40, mean: 40, count: 1 })),
      } as SeriesData,
    ],
  }) as unknown as ReadSeries;
const text = (read: ReadSeries, at: number | null) => valuesAt(plan, read, at)[0]?.text;

it('M9 shows the newest value while the right edge is ahead of the clock, and nothing when it is old', () => {
  expect(text(measured(HOUR - 75_000), null)).toBe('40 %');
  expect(text(measured(HOUR - 75_000), HOUR)).toBe('–');
  expect(text(measured(HOUR - 200_000), null)).toBe('–');
  expect(text(measured(), null)).toBe('–');
});
