import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EnvironmentId } from '../../../shared/ids.ts';
import { bucketAt } from './bucketAt.ts';
import { before, moved, selected, zoomed } from './chartWindow.ts';
import { edgeStep, metricRanges, refreshStep } from './metricRanges.ts';
import { metricsSearch } from './metricsSearch.ts';
import { overviewPoints } from './overviewPoints.ts';
import { seriesCsv } from './seriesCsv.ts';

const bucket = (at: number, mean = at) => ({ at, mean, min: mean - 1, max: mean + 1, count: 2 });

describe('the stretch of time', () => {
  it('M9 stays whole, a minute to two years long, however it is zoomed and moved', () => {
    const act = fc.constantFrom('in', 'out', 'earlier', 'later');
    fc.assert(
      fc.property(fc.array(act, { maxLength: 60 }), (acts) => {
        let window = selected(1_700_000_000_000, 1_700_000_005_000);
        for (const each of acts) {
          if (each === 'in' || each === 'out') window = zoomed(window, each === 'in' ? 0.5 : 2);
          else window = moved(window, each === 'earlier' ? -1 : 1);
          const length = window.to - window.from;
          expect(Number.isInteger(window.from) && Number.isInteger(window.to) && window.from >= 0).toBe(true);
          expect(length).toBeGreaterThanOrEqual(60_000);
          expect(length).toBeLessThanOrEqual(731 * 86_400_000);
        }
      }),
    );
    expect(before({ from: 100, to: 160 })).toEqual({ from: 40, to: 100 });
  });

  it('M9 is read anew at most once a second, and moves on by less than is seen', () => {
    for (const { length } of metricRanges) {
      expect(refreshStep(length)).toBeGreaterThanOrEqual(1_000);
      expect(refreshStep(length)).toBeLessThanOrEqual(60_000);
      expect(edgeStep(length)).toBeLessThan(length / 50);
    }
  });

  it('M9 is read from the address; what does not fit is left out', () => {
    const environment = EnvironmentId.parse('11111111-1111-4111-8111-111111111111');
    expect(metricsSearch({ environment, range: '7d', from: 1, to: 2, other: 3 })).toEqual({
      environment,
      range: '7d',
      from: 1,
      to: 2,
    });
    for (const bad of [
      { from: 2, to: 1 },
      { from: '1', to: '2' },
      { from: -1, to: 1 },
      { from: 1 },
      { range: '2d' },
      { environment: 'x' },
    ])
      expect(metricsSearch(bad)).toEqual({});
  });
});

describe('the moment that is pointed at', () => {
  const buckets = [bucket(0), bucket(10), bucket(20), bucket(100)];

  it('M9 shows the nearest bucket, and nothing in a gap', () => {
    expect([-5, 4, 6, 16, 60, 95, 109].map((at) => bucketAt(buckets, 12, at)?.at ?? null)).toEqual([
      0,
      0,
      10,
      20,
      null,
      100,
      100,
    ]);
    expect(bucketAt([], 12, 5)).toBeNull();
  });

  it('M9 draws the overview with its gaps', () => {
    expect(overviewPoints({ buckets, step: 12 }, 0, 100, 6)).toEqual([
      { at: 0, value: 0 },
      { at: 20, value: 20 },
      { at: 40, value: null },
      { at: 60, value: null },
      { at: 80, value: null },
      { at: 100, value: 100 },
    ]);
    expect(overviewPoints(undefined, 0, 10, 2).map(({ value }) => value)).toEqual([null, null]);
  });
});

it('M9 figures leave as CSV, a line a bucket, times in UTC, names quoted where they must be', () => {
  const series = [
    { name: 'disk.used:/a,"b"', unit: '%', step: 1, buckets: [bucket(0, 5)] },
    { name: 'load.1', unit: '', step: 1, buckets: [bucket(1_000, 2)] },
  ];
  expect(seriesCsv(series).split('\r\n')).toEqual([
    'time,series,unit,min,mean,max,samples',
    '1970-01-01T00:00:00.000Z,"disk.used:/a,""b""",%,4,5,6,2',
    '1970-01-01T00:00:01.000Z,load.1,,1,2,3,2',
    '',
  ]);
});
