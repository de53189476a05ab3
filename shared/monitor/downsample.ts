import type { Rollup } from './rollupBlock.ts';
import type { Bucket } from './series.ts';
import { withoutNoise } from './withoutNoise.ts';

/** Gathers samples, and rollups of samples, into buckets of one length, in whatever order they come. */
export interface Downsampler {
  /** Outside of the window nothing is taken. */
  readonly add: (at: number, value: number) => void;
  /** Counts to the bucket that its beginning lies in; its step should divide the bucket's length. */
  readonly addRollup: (at: number, min: number, max: number, sum: number, count: number) => void;
  /** The buckets that got something, oldest first. */
  readonly rollups: () => readonly Rollup[];
}

/** Buckets begin at multiples of `length` since 1970, so that they stay the same while a window moves on: a live chart does not flicker.
 *
 * Keeps each bucket's extremes, which are samples, and its count. `at` of a bucket is that of its first sample. */
export const createDownsampler = (from: number, to: number, length: number): Downsampler => {
  const origin = Math.floor(from / length);
  const many = Math.max(0, Math.floor(to / length) - origin + 1);
  const ats = new Float64Array(many).fill(Number.POSITIVE_INFINITY);
  const minima = new Float64Array(many).fill(Number.POSITIVE_INFINITY);
  const maxima = new Float64Array(many).fill(Number.NEGATIVE_INFINITY);
  const sums = new Float64Array(many);
  const counts = new Float64Array(many);

  const addAll = (at: number, min: number, max: number, sum: number, count: number): void => {
    if (at < from || at > to) return;
    const place = Math.floor(at / length) - origin;
    if (at < (ats[place] as number)) ats[place] = at;
    if (min < (minima[place] as number)) minima[place] = min;
    if (max > (maxima[place] as number)) maxima[place] = max;
    sums[place] = (sums[place] as number) + sum;
    counts[place] = (counts[place] as number) + count;
  };

  return {
    add: (at, value) => addAll(at, value, value, value, 1),
    addRollup: addAll,
    rollups: () => {
      const found: Rollup[] = [];
      for (let place = 0; place < many; place += 1)
        if ((counts[place] as number) > 0)
          found.push({
            at: ats[place] as number,
            min: minima[place] as number,
            max: maxima[place] as number,
            sum: withoutNoise(sums[place] as number),
            count: counts[place] as number,
          });
      return found;
    },
  };
};

/** A rollup as it is shown: with its mean in the place of its sum. Rounding must not push the mean out of its extremes. */
export const toBucket = ({ at, min, max, sum, count }: Rollup): Bucket => ({
  at,
  min,
  max,
  mean: Math.min(max, Math.max(min, sum / count)),
  count,
});
