import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { closedSprint, sampleSprint } from './testing/sampleSprint.ts';
import { velocity } from './velocity.ts';

const did = (...points: readonly number[]) => points.map((each, at) => closedSprint(at, { completedPoints: each }));

describe('velocity', () => {
  it('P12 proposes the mean of the last sprints with its spread, and says which they are', () => {
    expect(velocity(did(100, 18, 24, 21), 3)).toEqual({
      from: [
        { name: 'Sprint 1', points: 18 },
        { name: 'Sprint 2', points: 24 },
        { name: 'Sprint 3', points: 21 },
      ],
      mean: 21,
      min: 18,
      max: 24,
      deviation: 3,
      proposal: { points: 21, low: 18, high: 24 },
    });
  });

  it('P12 has no spread with one sprint and is nothing with none', () => {
    expect(velocity(did(18), 3)).toMatchObject({
      mean: 18,
      deviation: null,
      proposal: { points: 18, low: null, high: null },
    });
    expect(velocity([sampleSprint(1)], 3)).toBeNull();
  });

  it('P12 holds its mean between the extremes and its proposal around the mean, never below 0', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 200 }), { minLength: 1 }),
        fc.integer({ min: 1, max: 20 }),
        (points, n) => {
          const found = velocity(did(...points), n);
          if (found === null) throw new Error('there is history');
          expect(found.from.length).toBe(Math.min(n, points.length));
          expect(found.mean).toBeGreaterThanOrEqual(found.min);
          expect(found.mean).toBeLessThanOrEqual(found.max);
          const { low, high } = found.proposal;
          if (low === null || high === null) {
            expect(found.from.length).toBe(1);
            return;
          }
          expect(low).toBeGreaterThanOrEqual(0);
          expect(low).toBeLessThanOrEqual(found.mean);
          expect(high).toBeGreaterThanOrEqual(found.mean);
          // The sample deviation is the square root of half the mean squared difference of all pairs.
          const last = points.slice(-n);
          const pairs = last.flatMap((one, at) => last.slice(at + 1).map((other) => (one - other) ** 2));
          const half = pairs.reduce((sum, each) => sum + each, 0) / (last.length * (last.length - 1));
          expect(found.deviation).toBeCloseTo(Math.sqrt(half), 4);
        },
      ),
    );
  });
});
