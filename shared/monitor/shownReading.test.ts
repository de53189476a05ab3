import { expect, it } from 'vitest';
import type { PathReading } from './hop.ts';
import { shownChange } from './shownReading.ts';

const reading = (at: number, total: number, status = 200) =>
  ({
    at,
    state: 'up',
    reason: 'x',
    hops: [{ hop: 'app', status, at, timings: { total } }],
  }) as unknown as PathReading;

it('M1 tells a page of what it would show differently, and of the time at most twice a minute', () => {
  const first = shownChange(null, reading(0, 120.4));
  expect(first.changed).toBe(true);
  expect(shownChange(first.shows, reading(15_000, 119.6)).changed).toBe(false);
  expect(shownChange(first.shows, reading(15_000, 121)).changed).toBe(true);
  expect(shownChange(first.shows, reading(15_000, 120, 502)).changed).toBe(true);
  const second = shownChange(first.shows, reading(15_000, 120));
  expect(shownChange(second.shows, reading(30_000, 120)).changed).toBe(true);
});
