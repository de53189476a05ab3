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
 * Of a span that is over there are samples, minutes and quarters of an hour; after a week the samples go, after two months the minutes. The
 * coarsest that the buckets take whole is read up to where it is made, what is finer from there on; and what is coarser again before the
 * first that is still kept. Cuts lie at ends of spans, or of a minute, so no sample counts twice. */
export const gatherSeries = (db: Database, gathering: Gathering, sampler: Downsampler): void => {
  const { series, open, from, to, length } = gathering;
  const [minutesTo, quartersTo] = [lastBlock(db, series, 1).last ?? -1, lastBlock(db, series, 2).last ?? -1];
  const samplesFirst = firstBlockAt(db, series, 0) ?? open.times[0] ?? Number.POSITIVE_INFINITY;
  const samplesFrom = wholeMinuteFrom(samplesFirst, minutesTo);
  const minutesFirst = firstBlockAt(db, series, 1) ?? samplesFrom;
  const cutQuarters = length >= steps[2] ? Math.max(quartersTo + 1, minutesFirst) : minutesFirst;
  const cutMinutes = length >= steps[1] ? Math.max(minutesTo + 1, samplesFrom) : samplesFrom;
  gatherRollups(db, gathering, 2, from, Math.min(to, cutQuarters - 1), sampler);
  gatherRollups(db, gathering, 1, Math.max(from, cutQuarters), Math.min(to, cutMinutes - 1), sampler);
  gatherSamples(db, gathering, Math.max(from, cutQuarters, cutMinutes), to, sampler);
};

/** Where samples are read from: the first one, or the minute after it if that one was made whole of samples that are gone by now. */
const wholeMinuteFrom = (first: number, minutesTo: number): number => {
  const next = Math.ceil(first / steps[1]) * steps[1];
  return next <= minutesTo + 1 ? next : first;
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
