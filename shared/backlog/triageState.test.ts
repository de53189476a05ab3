import { expect, it } from 'vitest';
import { triageState } from './triageState.ts';

it('P14 a snoozed item waits again as soon as its time has come', () => {
  const snoozed = { state: 'snoozed' as const, until: 100 };
  expect([99, 100, 101].map((now) => triageState(snoozed, now))).toEqual(['snoozed', 'waiting', 'waiting']);
  expect(triageState({ state: 'waiting' }, 0)).toBe('waiting');
  expect(triageState(null, 0)).toBe('accepted');
});
