import fc from 'fast-check';
import { expect, it } from 'vitest';
import { socketBackoff } from './socketBackoff.ts';

const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

it('waits between 100 ms and 5 s, however often it failed', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1_000_000 }), chance, (failures, random) => {
      const ms = socketBackoff(failures, random);
      return Number.isInteger(ms) && ms >= 100 && ms <= 5_000;
    }),
  );
});

it('waits longer from try to try, and not the same in every window', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 50 }), chance, (failures, random) => {
      expect(socketBackoff(failures + 1, random)).toBeGreaterThanOrEqual(socketBackoff(failures, random));
    }),
  );
  expect(socketBackoff(4, 0.1)).not.toBe(socketBackoff(4, 0.9));
});
