import fc from 'fast-check';
import { expect, it } from 'vitest';
import { restartsInHour, standsSince, type UnitChange } from './unitHistory.ts';

const change = (at: number, restarts: number | null, active = 'active'): UnitChange => ({
  unit: 'shop.service',
  at,
  active,
  sub: '',
  result: '',
  restarts,
});

it('M6 counts the restarts of the last hour, over a count that begins anew', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.record({
          after: fc.integer({ min: 1, max: 2_000_000 }),
          by: fc.integer({ min: 0, max: 5 }),
          anew: fc.boolean(),
        }),
      ),
      (steps) => {
        let [at, count] = [0, 3];
        const all = [change(at, count)];
        const restarts: number[] = [];
        for (const { after, by, anew } of steps) {
          at += after;
          // Begun anew with as many or more it cannot be told from going on.
          const lower = anew && by < count;
          count = lower ? by : count + by;
          restarts.push(...Array.from({ length: by }, () => at));
          all.push(change(at, count));
        }
        expect(restartsInHour(all, at)).toBe(restarts.filter((time) => time > at - 3_600_000).length);
      },
    ),
  );
  expect(restartsInHour([], 5)).toBe(0);
  const beforeSetBack = [change(9_000_000, 0), change(9_500_000, 4)];
  expect(restartsInHour([...beforeSetBack, change(2_000_000, 5)], 2_000_000)).toBe(1);
  expect(restartsInHour([change(1, null), change(2, null)], 5)).toBe(0);
});

it('M6 says since when a unit stands as it does', () => {
  expect(standsSince([])).toBeNull();
  expect(standsSince([change(1, 0), change(2, 1)])).toEqual({ at: 1, atLeast: true });
  expect(standsSince([change(1, 0), change(2, 0, 'failed'), change(3, 1), change(4, 2)])).toEqual({
    at: 3,
    atLeast: false,
  });
});
