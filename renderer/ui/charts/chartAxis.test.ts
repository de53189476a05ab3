import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { niceMaximum } from './niceMaximum.ts';
import { tickText, timeTicks } from './timeTicks.ts';

describe('the scale of a chart', () => {
  it('M9 ends at a round number above all values, and not far above', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 1e15, noNaN: true }), (value) => {
        const most = niceMaximum(value);
        expect(most).toBeGreaterThanOrEqual(value * (1 - 1e-8));
        expect(most).toBeLessThan(value * 1.6);
        // Its quarters can be written in two digits.
        expect(Number((most / 4).toPrecision(2))).toBeCloseTo(most / 4, 9 - Math.floor(Math.log10(most)));
      }),
    );
    expect([0, Number.NaN, 1, 3, 97, 1_001].map(niceMaximum)).toEqual([1, 1, 1, 3.2, 100, 1_200]);
  });
});

describe('the time axis', () => {
  it('M9 has round moments within the window, not more than asked for, in order', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 4_000_000_000_000 }),
        fc.integer({ min: 60_000, max: 63_000_000_000 }),
        fc.integer({ min: 2, max: 20 }),
        (from, length, most) => {
          const { ticks } = timeTicks(from, from + length, most);
          expect(ticks.length).toBeLessThanOrEqual(most);
          expect(ticks).toEqual([...new Set(ticks)].sort((a, b) => a - b));
          for (const tick of ticks) {
            expect(tick).toBeGreaterThanOrEqual(from);
            expect(tick).toBeLessThanOrEqual(from + length);
            expect(tick % 1_000).toBe(0);
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  it('M9 keeps its moments while the window moves on', () => {
    const start = new Date(2026, 2, 28, 10, 3).getTime();
    for (const length of [900_000, 3_600_000, 86_400_000, 7 * 86_400_000, 365 * 86_400_000]) {
      const first = new Set(timeTicks(start, start + length, 8).ticks);
      const next = timeTicks(start + length / 50, start + length + length / 50, 8).ticks;
      expect(next.filter((tick) => tick <= start + length).every((tick) => first.has(tick))).toBe(true);
    }
  });

  it('M9 writes midnights as dates, also where the clock is changed, and months by name', () => {
    const midnight = new Date(2026, 2, 29).getTime();
    const { ticks, step } = timeTicks(midnight - 3_600_000 * 3, midnight + 3_600_000 * 40, 8);
    expect(ticks).toContain(midnight);
    expect(tickText(midnight, step)).toBe('29 Mar');
    expect(tickText(new Date(2026, 2, 29, 14, 5).getTime(), 300_000)).toBe('14:05');
    expect(tickText(new Date(2026, 2, 29, 14, 5, 30).getTime(), 30_000)).toBe('14:05:30');
    expect(tickText(new Date(2026, 6, 1).getTime(), 31 * 86_400_000)).toBe('Jul 2026');
  });
});
