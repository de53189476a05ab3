import fc from 'fast-check';
import { expect, it } from 'vitest';
import { reminderDue } from './reminderDue.ts';

const HOUR = 3_600_000;
const told = { closedAt: null, acknowledged: null, toldAt: 1_000 * HOUR };
const rule = { remindSeconds: 3_600 };

it('M3 a reminder is due after its time, and not before', () => {
  expect(reminderDue(told, rule, told.toldAt + HOUR - 1)).toBe(false);
  expect(reminderDue(told, rule, told.toldAt + HOUR)).toBe(true);
});

it('M3 a clock that is set back by any time puts a reminder off by no more than its time once more', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 900 * HOUR }), (back) => {
      const now = told.toldAt - back;
      expect([now, now + 2 * HOUR].some((at) => reminderDue(told, rule, at))).toBe(true);
    }),
  );
});
