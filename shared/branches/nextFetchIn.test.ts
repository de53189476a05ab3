import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextFetchIn } from './nextFetchIn.ts';

const every = fc.integer({ min: 15, max: 86_400 });
const random = fc.double({ min: 0, max: 0.999, noNaN: true });

describe('nextFetchIn', () => {
  it('B2 never asks more often than the settings say, nor more seldom for fewer failures', () => {
    fc.assert(
      fc.property(every, fc.nat({ max: 100 }), random, (seconds, failures, chance) => {
        const wait = nextFetchIn(seconds, failures, chance);
        expect(wait).toBeGreaterThanOrEqual(seconds * 900);
        expect(wait).toBeLessThanOrEqual(Math.max(seconds * 1000, 1_800_000) * 1.1);
        expect(nextFetchIn(seconds, failures + 1, chance)).toBeGreaterThanOrEqual(wait);
      }),
    );
  });
  it('B2 doubles the wait with each failure up to half an hour', () => {
    expect([0, 1, 2, 10].map((failures) => nextFetchIn(120, failures, 0.5))).toEqual([
      120_000, 240_000, 480_000, 1_800_000,
    ]);
  });
});
