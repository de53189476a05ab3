import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eachRollup, packRollups, type Rollup } from './rollupBlock.ts';

const unpacked = (bytes: Uint8Array): readonly Rollup[] => {
  const all: Rollup[] = [];
  eachRollup(bytes, START, STEP, (at, min, max, sum, count) => all.push({ at, min, max, sum, count }));
  return all;
};

const STEP = 60_000;
const START = 28_000_000 * STEP;

const rollups = fc
  .tuple(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 1, max: 1_000_000 }))
  .chain(([digits, size]) =>
    fc
      .uniqueArray(
        fc.record({
          place: fc.integer({ min: 0, max: 239 }),
          values: fc.array(
            fc.integer({ min: -size, max: size }).map((whole) => whole / 10 ** digits),
            { minLength: 1, maxLength: 5 },
          ),
        }),
        { selector: ({ place }) => place, maxLength: 240 },
      )
      .map((all) => ({ all, digits })),
  )
  .map(({ all, digits }) =>
    all
      .sort((a, b) => a.place - b.place)
      .map(
        ({ place, values }): Rollup => ({
          at: START + place * STEP,
          min: Math.min(...values) + 0,
          max: Math.max(...values) + 0,
          sum: Math.round(values.reduce((sum, value) => sum + value, 0) * 10 ** digits) / 10 ** digits + 0,
          count: values.length,
        }),
      ),
  );

describe('blocks of rollups', () => {
  it('M9 give back what was packed', () => {
    fc.assert(
      fc.property(rollups, (all) => {
        expect(unpacked(packRollups(all, START, STEP))).toEqual(all);
      }),
      { numRuns: 500 },
    );
  });

  it('M9 give back numbers that are no decimals, and sums beyond what is counted exactly', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e300, max: 1e300 }), {
          minLength: 1,
          maxLength: 5,
        }),
        fc.integer({ min: 1, max: 1_000_000 }),
        (values, count) => {
          const sum = values.reduce((all, value) => all + value, 0) + 0;
          const one = { at: START, min: Math.min(...values) + 0, max: Math.max(...values) + 0, sum, count };
          const two = { at: START + 9 * STEP, min: 2 ** 49, max: 2 ** 49, sum: 2 ** 49 * count, count };
          expect(unpacked(packRollups([one, two], START, STEP))).toEqual([one, two]);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('M9 refuse what is no rollup', () => {
    const good = { at: START, min: 1, max: 2, sum: 3, count: 2 };
    for (const bad of [
      { ...good, at: START + 1 },
      { ...good, min: 3 },
      { ...good, sum: Number.NaN },
      { ...good, count: 0 },
      { ...good, max: Number.POSITIVE_INFINITY },
    ])
      expect(() => packRollups([bad], START, STEP)).toThrow(RangeError);
    expect(() => packRollups([good, good], START, STEP)).toThrow(RangeError);
  });
});
