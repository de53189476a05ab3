import fc from 'fast-check';
import { expect, it } from 'vitest';
import { reconnectDelay } from './reconnectDelay.ts';

const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

it('waits between a quarter of a second and fifteen, longer with every attempt', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10_000 }), random, random, (attempt, one, other) => {
      const delay = reconnectDelay(attempt, one);
      expect(delay).toBeGreaterThanOrEqual(250);
      expect(delay).toBeLessThanOrEqual(15_000);
      expect(reconnectDelay(attempt + 1, 0)).toBeGreaterThanOrEqual(reconnectDelay(attempt, 0));
      expect(Math.abs(delay - reconnectDelay(attempt, other))).toBeLessThanOrEqual(reconnectDelay(attempt, 0) + 1);
    }),
  );
});
