import { expect, it } from 'vitest';
import { readLocalTime, silenceUntil, writeLocalTime } from './silenceUntil.ts';

const now = new Date(2026, 10, 2, 15, 30).getTime();

it('M7 silences for an hour, until tomorrow morning, or until a time that is still to come', () => {
  expect(silenceUntil('hour', '', now)).toBe(now + 3_600_000);
  expect(silenceUntil('tomorrow', '', now)).toBe(new Date(2026, 10, 3, 9).getTime());
  expect(silenceUntil('date', '2026-11-05T08:00', now)).toBe(new Date(2026, 10, 5, 8).getTime());
  expect(silenceUntil('date', '2026-11-02T15:30', now)).toBeNull();
  expect(silenceUntil('date', 'soon', now)).toBeNull();
});

it('M7 writes a time into a field as it reads it', () => {
  expect(writeLocalTime(now)).toBe('2026-11-02T15:30');
  expect(readLocalTime(writeLocalTime(now))).toBe(now);
});
