import { packSamples } from '../../../shared/monitor/sampleBlock.ts';
import { withoutNoise } from '../../../shared/monitor/withoutNoise.ts';
import type { Database } from '../db/database.ts';
import { insertBlock } from './blockTable.ts';
import { beginningOf, spans } from './levels.ts';
import type { OpenSeries } from './openSeries.ts';
import { type OnDamage, rollUp } from './rollUp.ts';

/** Makes a block of what is open, and the minutes and quarters of an hour of every span that is over by that. */
export const sealSeries = (db: Database, series: OpenSeries, onDamage: OnDamage): void => {
  const { id, times, values } = series;
  const [at, until] = [times[0], times.at(-1)];
  if (at === undefined || until === undefined) return;
  insertBlock(db, {
    series: id,
    level: 0,
    at,
    until,
    count: times.length,
    ...summaryOf(values),
    bytes: packSamples(series),
  });
  const before = series.sealed < 0 ? at : series.sealed;
  series.sealed = until;
  times.length = 0;
  values.length = 0;
  for (const level of [1, 2] as const) {
    const over = beginningOf(until, spans[level]);
    if (over > beginningOf(before, spans[level])) rollUp(db, id, level, over, onDamage);
  }
};

const summaryOf = (values: readonly number[]) => {
  let [min, max, sum] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0];
  for (const value of values) {
    if (value < min) min = value;
    if (value > max) max = value;
    sum += value;
  }
  return { min, max, sum: withoutNoise(sum) };
};
