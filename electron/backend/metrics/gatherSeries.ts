import type { Downsampler } from '../../../shared/monitor/downsample.ts';
import { eachRollup } from '../../../shared/monitor/rollupBlock.ts';
import { unpackSamples } from '../../../shared/monitor/sampleBlock.ts';
import type { Database } from '../db/database.ts';
import { blocksFrom, firstBlockAt, lastBlock } from './blockTable.ts';
import { beginningOf, LONGEST_BLOCK, spans, steps } from './levels.ts';

export interface Gathering {
  readonly series: number;
  /** What is in no block yet. */
  readonly open: { readonly times: ArrayLike<number>; readonly values: ArrayLike<number> };
  readonly from: number;
  readonly to: number;
  /** The length of the downsampler's buckets in milliseconds. */
  readonly length: number;
  /** A block could not be read: it is left out. */
  readonly onDamage: (error: RangeError) => void;
}

const nothing = { times: [], values: [] } as const;
export const noOpenSamples: Gathering['open'] = nothing;

/** Hands a window of a series to a downsampler, each moment from one level only.
 *
 * Samples are kept for a week, say, then the minutes made of them for two months, then quarters of an hour. Quarters are made as soon as
 * their span is over, so a long window takes them up to there and what is finer behind; a short one takes them only where nothing finer is
 * kept any more. Both cuts lie at the ends of spans, so no sample counts twice. */
export const gatherSeries = (db: Database, gathering: Gathering, sampler: Downsampler): void => {
  const { series, open, from, to, length } = gathering;
  const { first, last } = { first: firstBlockAt(db, series, 1), last: lastBlock(db, series, 1).last };
  const firstSample = firstBlockAt(db, series, 0) ?? open.times[0] ?? Number.POSITIVE_INFINITY;
  const samplesFrom = last === null ? 0 : last + 1;
  const minutesFrom = first ?? beginningOf(firstSample, spans[1]);
  const quartersTo = lastBlock(db, series, 2).last;
  const fineFrom = length >= steps[2] && quartersTo !== null ? Math.max(quartersTo + 1, minutesFrom) : minutesFrom;
  gatherRollups(db, gathering, 2, from, Math.min(to, fineFrom - 1), sampler);
  gatherRollups(db, gathering, 1, Math.max(from, fineFrom), Math.min(to, samplesFrom - 1), sampler);
  gatherSamples(db, gathering, Math.max(from, fineFrom, samplesFrom), to, sampler);
};

const gatherRollups = (
  db: Database,
  { series, onDamage }: Gathering,
  level: 1 | 2,
  from: number,
  to: number,
  sampler: Downsampler,
): void => {
  if (from > to) return;
  const step = steps[level];
  for (const block of blocksFrom(db, series, level, beginningOf(from, spans[level]), to))
    tolerate(onDamage, () => {
      eachRollup(block.bytes, block.at, step, (at, min, max, sum, count) => {
        if (at + step <= from || at > to) return;
        // The first one may begin before the window; what is in it counts to its edge.
        sampler.addRollup(Math.max(at, from), min, max, sum, count);
      });
    });
};

const gatherSamples = (
  db: Database,
  { series, open, length, onDamage }: Gathering,
  from: number,
  to: number,
  sampler: Downsampler,
): void => {
  if (from > to) return;
  for (const block of blocksFrom(db, series, 0, from - LONGEST_BLOCK, to)) {
    if (block.until < from) continue;
    const whole = block.at >= from && block.until <= to;
    if (whole && Math.floor(block.at / length) === Math.floor(block.until / length))
      sampler.addRollup(block.at, block.min, block.max, block.sum, block.count);
    else
      tolerate(onDamage, () => {
        const { times, values } = unpackSamples(block.bytes);
        addBetween(times, values, from, to, sampler);
      });
  }
  addBetween(open.times, open.values, from, to, sampler);
};

const addBetween = (
  times: ArrayLike<number>,
  values: ArrayLike<number>,
  from: number,
  to: number,
  sampler: Downsampler,
): void => {
  for (let index = 0; index < times.length; index += 1) {
    const at = times[index] as number;
    if (at >= from && at <= to) sampler.add(at, values[index] as number);
  }
};

const tolerate = (onDamage: (error: RangeError) => void, act: () => void): void => {
  try {
    act();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    onDamage(error);
  }
};
