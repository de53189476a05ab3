import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packSamples, unpackSamples } from './sampleBlock.ts';

/** Times as scrapes have them: regular, with some lateness, with holes, and anything at all that ascends. */
const times = (count: number) =>
  fc
    .tuple(
      fc.integer({ min: 0, max: 4_000_000_000_000 }),
      fc.array(
        fc.oneof(
          fc.constant(15_000),
          fc.integer({ min: 14_950, max: 15_080 }),
          fc.integer({ min: 1, max: 1_000_000_000 }),
        ),
        { minLength: count, maxLength: count },
      ),
    )
    .map(([first, steps]) => {
      let time = first;
      return steps.map((step) => {
        time += step;
        return time;
      });
    });

const decimals = fc.tuple(fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }), fc.integer({ min: 0, max: 4 }));
const finite = fc.double({ noNaN: true, noDefaultInfinity: true });

const columns = fc
  .oneof(
    fc.array(
      decimals.map(([whole, digits]) => whole / 10 ** digits),
      { maxLength: 300 },
    ),
    fc.array(fc.integer({ min: -(2 ** 52), max: 2 ** 52 }), { maxLength: 50 }),
    fc.array(finite, { maxLength: 50 }),
    fc.array(fc.constantFrom(0, 0, 0, 1, -1, 99.99, 1e300, Number.MIN_VALUE, Number.MAX_VALUE, 2 ** 53, -(2 ** 53)), {
      maxLength: 100,
    }),
  )
  .chain((values) => fc.tuple(times(values.length), fc.constant(values)));

describe('blocks of samples', () => {
  it('M4 gives back what was packed: decimals, huge and tiny numbers, irregular times', () => {
    fc.assert(
      fc.property(columns, ([times, values]) => {
        const packed = packSamples({ times, values });
        const back = unpackSamples(packed);
        expect([...back.times]).toEqual(times);
        // -0 comes back as 0.
        expect([...back.values]).toEqual(values.map((value) => value + 0));
      }),
      { numRuns: 1_000 },
    );
  });

  it('M4 takes next to nothing for a value that stands still, and two bytes for one that moves a little', () => {
    const times = Array.from({ length: 240 }, (_, n) => 1_700_000_000_000 + n * 15_000);
    expect(packSamples({ times, values: times.map(() => 42.5) }).length).toBeLessThan(25);
    const moving = packSamples({ times, values: times.map((_, n) => 50 + ((n * 37) % 100) / 100) });
    expect(moving.length).toBeLessThan(240 * 2 + 20);
  });

  it('M4 refuses what is no measurement', () => {
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])
      expect(() => packSamples({ times: [1], values: [value] })).toThrow(RangeError);
    for (const times of [
      [2, 1],
      [1, 1],
      [-1, 1],
      [0.5, 1],
      [1, Number.NaN],
    ])
      expect(() => packSamples({ times, values: [1, 2] })).toThrow(RangeError);
    expect(() => packSamples({ times: [1, 2], values: [1] })).toThrow(RangeError);
  });

  it('M4 neither hangs nor reads beyond its end on damaged bytes', () => {
    fc.assert(
      fc.property(
        columns,
        fc.nat(),
        fc.integer({ min: 0, max: 255 }),
        fc.nat(),
        ([times, values], place, byte, cut) => {
          const packed = packSamples({ times, values });
          packed[place % packed.length] = byte;
          for (const bytes of [packed, packed.subarray(0, cut % packed.length)]) {
            try {
              const back = unpackSamples(bytes);
              expect(back.times.length).toBe(back.values.length);
            } catch (error) {
              expect(error).toBeInstanceOf(RangeError);
            }
          }
        },
      ),
      { numRuns: 1_000 },
    );
  });
});
