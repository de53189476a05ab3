import { describe, expect, it } from 'vitest';
import { formatExact, formatRelative } from './formatRelative.ts';

const now = new Date(2026, 10, 23, 12, 0, 0).getTime();
const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

describe('formatRelative', () => {
  it.each([
    [0, 'just now'],
    [44_000, 'just now'],
    [-20_000, 'just now'],
    [46_000, '1 min ago'],
    [4 * minute, '4 min ago'],
    [3 * hour, '3 h ago'],
    [30 * hour, 'yesterday'],
    [5 * day, '5 d ago'],
    [11 * day, '12 Nov'],
    [400 * day, '19 Oct 2025'],
    [-5 * minute, 'in 5 min'],
    [-30 * hour, 'tomorrow'],
  ])('reads %i ms ago as "%s"', (past, words) => {
    expect(formatRelative(now - past, now)).toBe(words);
  });

  it('gives the exact moment with seconds and the zone', () => {
    expect(formatExact(now)).toMatch(/Mon.*23 Nov 2026.*12:00:00 \S+/);
  });
});
