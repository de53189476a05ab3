import { createDownsampler } from '../../../shared/monitor/downsample.ts';
import { packRollups, type Rollup } from '../../../shared/monitor/rollupBlock.ts';
import { withoutNoise } from '../../../shared/monitor/withoutNoise.ts';
import type { Database } from '../db/database.ts';
import { firstBlockFrom, insertBlock, lastBlock } from './blockTable.ts';
import { gatherSeries, noOpenSamples } from './gatherSeries.ts';
import { beginningOf, LONGEST_BLOCK, spans, steps } from './levels.ts';

export type OnDamage = (series: number, error: RangeError) => void;

/** Rolls a series up to a moment, the end of a span: minutes are made of samples, quarters of minutes. What was rolled before stays, spans
 * without anything are passed over. Everything up to there must be in blocks of what it is made of. True when there was something to roll. */
export const rollUp = (db: Database, series: number, level: 1 | 2, end: number, onDamage: OnDamage): boolean => {
  const [source, span, reach] = level === 1 ? ([0, spans[1], LONGEST_BLOCK] as const) : ([1, spans[2], 0] as const);
  const { last } = lastBlock(db, series, level);
  let at = last === null ? 0 : last + 1;
  let rolled = false;
  while (at + span <= end) {
    const next = firstBlockFrom(db, series, source, at - reach);
    if (next === null) break;
    if (next >= at + span) at = beginningOf(next, span);
    else {
      rollSpan(db, series, level, at, onDamage);
      rolled = true;
      at += span;
    }
  }
  return rolled;
};

const rollSpan = (db: Database, series: number, level: 1 | 2, at: number, onDamage: OnDamage): void => {
  const [until, step] = [at + spans[level] - 1, steps[level]];
  const sampler = createDownsampler(at, until, step);
  const gathering = {
    series,
    open: noOpenSamples,
    from: at,
    to: until,
    length: level === 1 ? 1 : steps[1],
    onDamage: (error: RangeError) => onDamage(series, error),
  };
  gatherSeries(db, gathering, sampler);
  const rollups = sampler.rollups().map((rollup) => ({ ...rollup, at: beginningOf(rollup.at, step) }));
  if (rollups.length > 0)
    insertBlock(db, { series, level, at, until, ...summaryOf(rollups), bytes: packRollups(rollups, at, step) });
};

const summaryOf = (rollups: readonly Rollup[]) => ({
  min: Math.min(...rollups.map(({ min }) => min)),
  max: Math.max(...rollups.map(({ max }) => max)),
  sum: withoutNoise(rollups.reduce((all, { sum }) => all + sum, 0)),
  count: rollups.reduce((all, { count }) => all + count, 0),
});
