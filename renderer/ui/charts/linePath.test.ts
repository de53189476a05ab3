import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Bucket } from '../../../shared/monitor/series.ts';
import { bandPath, linePath, withoutGaps } from './linePath.ts';

const same = { x: (at: number) => at, y: (value: number) => value };
const bucket = (at: number, mean = 1, min = mean, max = mean): Bucket => ({ at, mean, min, max, count: 1 });
const ascending = fc.array(fc.integer({ min: 1, max: 50 }), { maxLength: 60 }).map((steps) => {
  let at = 0;
  return steps.map((step) => {
    at += step;
    return bucket(at);
  });
});

describe('lines of a chart', () => {
  it('M9 leave a gap where nobody measured, and nowhere else', () => {
    fc.assert(
      fc.property(ascending, fc.integer({ min: 1, max: 60 }), (buckets, step) => {
        const parts = withoutGaps(buckets, step);
        expect(parts.flat()).toEqual(buckets);
        for (const part of parts)
          part.slice(1).forEach((each, index) => {
            expect(each.at - (part[index]?.at ?? 0)).toBeLessThanOrEqual(step);
          });
        parts.slice(1).forEach((part, index) => {
          expect((part[0]?.at ?? 0) - (parts[index]?.at(-1)?.at ?? 0)).toBeGreaterThan(step);
        });
      }),
    );
    expect(linePath([bucket(0, 1), bucket(10, 2), bucket(90, 3)], 20, same)).toBe('M0 10L100 20M900 30h20');
  });

  it('M9 begin anew behind each gap', () => {
    fc.assert(
      fc.property(ascending, fc.integer({ min: 1, max: 60 }), (buckets, step) => {
        const path = linePath(buckets, step, same);
        const parts = withoutGaps(buckets, step);
        expect(path.match(/M/g)?.length ?? 0).toBe(parts.length);
        expect(path.match(/h20/g)?.length ?? 0).toBe(parts.filter((part) => part.length === 1).length);
        expect(path.match(/[ML]/g)?.length ?? 0).toBe(buckets.length);
      }),
    );
  });

  it('M9 draw from minimum to maximum where there is something between', () => {
    expect(bandPath([bucket(0, 2, 1, 3), bucket(10, 5, 4, 6)], 20, same)).toBe('M0 30L100 60L100 40L0 10Z');
    expect(bandPath([bucket(0), bucket(10)], 20, same)).toBe('');
    expect(bandPath([], 20, same)).toBe('');
  });
});
