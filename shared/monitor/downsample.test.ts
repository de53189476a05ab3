import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bucketLength } from './bucketLength.ts';
import { createDownsampler, toBucket } from './downsample.ts';
import { longestStep } from './longestStep.ts';

const samples = fc.array(
  fc.record({
    at: fc.integer({ min: 0, max: 100_000 }),
    value: fc.integer({ min: -100_000, max: 100_000 }).map((whole) => whole / 100),
  }),
  { maxLength: 200 },
);
const window = fc
  .tuple(fc.integer({ min: 0, max: 100_000 }), fc.integer({ min: 0, max: 100_000 }))
  .map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);
const length = fc.integer({ min: 1, max: 50_000 });

const inBuckets = (
  all: readonly { at: number; value: number }[],
  [from, to]: readonly [number, number],
  long: number,
) => {
  const sampler = createDownsampler(from, to, long);
  for (const { at, value } of all) sampler.add(at, value);
  return sampler.rollups();
};

describe('downsampling', () => {
  it('M9 keeps every extreme: each bucket’s minimum, maximum and moment are those of its samples, and the counts add up', () => {
    fc.assert(
      fc.property(samples, window, length, (all, span, long) => {
        const inside = all.filter(({ at }) => at >= span[0] && at <= span[1]);
        const buckets = inBuckets(all, span, long);
        expect(buckets.reduce((sum, { count }) => sum + count, 0)).toBe(inside.length);
        for (const bucket of buckets) {
          const place = Math.floor(bucket.at / long);
          const own = inside.filter(({ at }) => Math.floor(at / long) === place);
          expect(bucket.count).toBe(own.length);
          expect(bucket.min).toBe(Math.min(...own.map(({ value }) => value)));
          expect(bucket.max).toBe(Math.max(...own.map(({ value }) => value)));
          expect(bucket.at).toBe(Math.min(...own.map(({ at }) => at)));
          const { mean } = toBucket(bucket);
          expect(mean).toBeGreaterThanOrEqual(bucket.min);
          expect(mean).toBeLessThanOrEqual(bucket.max);
          expect(mean).toBeCloseTo(own.reduce((sum, { value }) => sum + value, 0) / own.length, 6);
        }
        const ats = buckets.map(({ at }) => at);
        expect(ats).toEqual([...ats].sort((a, b) => a - b));
      }),
      { numRuns: 500 },
    );
  });

  it('M9 comes to the same by way of finer buckets', () => {
    fc.assert(
      fc.property(samples, fc.integer({ min: 1, max: 100 }), fc.integer({ min: 1, max: 100 }), (all, step, times) => {
        const span = [0, 100_000] as const;
        const finer = inBuckets(all, span, step);
        const sampler = createDownsampler(...span, step * times);
        for (const { at, min, max, sum, count } of finer) sampler.addRollup(at, min, max, sum, count);
        expect(sampler.rollups()).toEqual(inBuckets(all, span, step * times));
      }),
    );
  });

  it('M9 fits a window into the points asked for, in buckets no rollup is cut by', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 2_000_000_000_000 }),
        fc.integer({ min: 1, max: 70_000_000_000 }),
        fc.integer({ min: 2, max: 5_000 }),
        (from, span, points) => {
          const long = bucketLength(from, from + span, points);
          expect(Math.floor((from + span) / long) - Math.floor(from / long) + 1).toBeLessThanOrEqual(points);
          expect(long % 1_000).toBe(0);
          if (long >= 60_000) expect(long % 60_000).toBe(0);
          if (long >= 900_000) expect(long % 900_000).toBe(0);
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it('M9 calls two lost samples a gap, one not', () => {
    const regular = Array.from({ length: 20 }, (_, n) => n * 15_000);
    const step = longestStep(regular, 1_000);
    expect(step).toBeGreaterThan(30_000);
    expect(step).toBeLessThan(45_000);
    expect(longestStep([...regular, 20 * 15_000 + 3_600_000], 1_000)).toBe(step);
    expect(longestStep([], 60_000)).toBe(60_000);
  });
});
