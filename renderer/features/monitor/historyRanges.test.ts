import { describe, expect, it } from 'vitest';
import { historyRanges, windowOf } from './historyRanges.ts';

describe('M1 the window of the history', () => {
  it('M1 always holds the present moment, and stands still between two steps', () => {
    for (const range of historyRanges) {
      const now = Date.UTC(2026, 0, 15, 12, 0, 7);
      const { from, to } = windowOf(range, now);
      expect(to).toBeGreaterThan(now);
      expect(to - now).toBeLessThanOrEqual(range.step);
      expect(to - from).toBe(range.length);
      expect(windowOf(range, now + 1)).toEqual({ from, to });
    }
  });
});
