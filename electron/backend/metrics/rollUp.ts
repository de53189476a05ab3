import { createDownsampler } from '../../../shared/monitor/downsample.ts';
import { packRollups, type Rollup } from '../../../shared/monitor/rollupBlock.ts';
import { withoutNoise } from '../../../shared/monitor/withoutNoise.ts';
import type { Database } from '../db/database.ts';
import { firstBlockAt, insertBlock, lastBlock } from './blockTable.ts';
import { gatherSeries, noOpenSamples } from './gatherSeries.ts';
import { beginningOf, spans, steps } from './levels.ts';

export type OnDamage = (series: number, error: RangeError) => void;

/** Rolls a series up to a moment, the end of a span; what was rolled before stays. Everything up to there must be in blocks. */
export const rollUp = (db: Database, series: number, level: 1 | 2, end: number, onDamage: OnDamage): void => {
  const [span, step] = [spans[level], steps[level]];
  for (let at = nextSpan(db, series, level); at !== null && at + span <= end; at += span) {
    const until = at + span - 1;
    const sampler = createDownsampler(at, until, step);
    const gathering = {
      series,
      open: noOpenSamples,
      from: at,
      to: until,
      // Shorter than a quarter: from what is finest.
      length: 1,
      onDamage: (error: RangeError) => onDamage(series, error),
    };
    gatherSeries(db, gathering, sampler);
    const rollups = sampler.rollups().map((rollup) => ({ ...rollup, at: beginningOf(rollup.at, step) }));
    if (rollups.length > 0)
      insertBlock(db, { series, level, at, until, ...summaryOf(rollups), bytes: packRollups(rollups, at, step) });
  }
};

/** Where the first span begins that is not rolled up; null for a series without a block. */
const nextSpan = (db: Database, series: number, level: 1 | 2): number | null => {
  const { last } = lastBlock(db, series, level);
  if (last !== null) return last + 1;
  const firsts = ([0, 1] as const).map((finer) => firstBlockAt(db, series, finer)).filter((at) => at !== null);
  return firsts.length === 0 ? null : beginningOf(Math.min(...firsts), spans[level]);
};

const summaryOf = (rollups: readonly Rollup[]) => ({
  min: Math.min(...rollups.map(({ min }) => min)),
  max: Math.max(...rollups.map(({ max }) => max)),
  sum: withoutNoise(rollups.reduce((all, { sum }) => all + sum, 0)),
  count: rollups.reduce((all, { count }) => all + count, 0),
});
