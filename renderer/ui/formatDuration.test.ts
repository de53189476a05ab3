import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatDuration } from './formatDuration.ts';

describe('formatDuration', () => {
  it.each([
    [0, '0 ms'],
    [-5, '0 ms'],
    [999, '999 ms'],
    [1000, '1.0 s'],
    [59_999, '59.9 s'],
    [60_000, '1 min'],
    [125_000, '2 min 5 s'],
    [3_600_000, '1 h'],
    [12_000_000, '3 h 20 min'],
    [180_000_000, '2 d 2 h'],
  ])('reads %i ms as "%s"', (milliseconds, words) => {
    expect(formatDuration(milliseconds)).toBe(words);
  });

  it('never shows more time than has passed', () => {
    const unit = { ms: 1, s: 1000, min: 60_000, h: 3_600_000, d: 86_400_000 } as const;
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e10 }), (milliseconds) => {
        const shown = [...formatDuration(milliseconds).matchAll(/([\d.]+) (ms|s|min|h|d)/g)].reduce(
          (sum, [, figure, name]) => sum + Number(figure) * unit[name as keyof typeof unit],
          0,
        );
        expect(shown).toBeLessThanOrEqual(milliseconds + 0.001);
        expect(shown).toBeGreaterThan(milliseconds - (milliseconds < 86_400_000 ? 60_000 : 3_600_000));
      }),
    );
  });
});
