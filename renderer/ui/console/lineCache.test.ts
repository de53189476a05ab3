import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LogLine } from '../../../shared/logs/logLine.ts';
import { BLOCK, createLineCache } from './lineCache.ts';

const line = (number: number, text = `line ${String(number)}`): LogLine => ({
  number,
  text,
  bytes: text.length + 1,
  cut: false,
  at: null,
});
const stretch = (from: number, count: number) => Array.from({ length: count }, (_, at) => line(from + at));

describe('the line cache', () => {
  it('never gives another line than the one asked for, and keeps to its limits', () => {
    const step = fc.record({ from: fc.nat(50_000), count: fc.integer({ min: 1, max: 1_000 }), look: fc.nat(50_000) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const cache = createLineCache({ lines: 3_000, characters: 60_000 });
        for (const { from, count, look } of steps) {
          const lines = stretch(from, count);
          cache.put(lines, 1_000_000);
          expect(lines.every((each) => cache.get(each.number) === each)).toBe(true);
          const seen = cache.get(look);
          if (seen !== undefined) expect(seen.number).toBe(look);
          expect(cache.missing(from, from + count)).toBeNull();
          // What was just put in always stays, whole blocks of it.
          expect(cache.lines()).toBeLessThanOrEqual(3_000 + 1_000 + 2 * BLOCK);
        }
      }),
    );
  });

  it('counts right what it holds', () => {
    const cache = createLineCache();
    cache.put([line(0, 'abc'), line(1, 'de')], 10);
    cache.put([line(1, 'defgh'), line(900, '')], 1_000);
    expect([cache.lines(), cache.characters()]).toEqual([3, 8]);
    cache.clear();
    expect([cache.lines(), cache.characters(), cache.get(0)]).toEqual([0, 0, undefined]);
  });

  it('drops the longest unused first', () => {
    const cache = createLineCache({ lines: 3 * BLOCK, characters: 1e9 });
    for (const block of [0, 1, 2]) cache.put(stretch(block * BLOCK, BLOCK), 1e6);
    cache.get(0);
    cache.put(stretch(3 * BLOCK, BLOCK), 1e6);
    expect(cache.get(0)).toBeDefined();
    expect(cache.get(BLOCK)).toBeUndefined();
  });

  it('is bounded by long lines too', () => {
    const cache = createLineCache({ lines: 20_000, characters: 1_000_000 });
    for (let block = 0; block < 100; block += 1) cache.put([line(block * BLOCK, 'x'.repeat(16_384))], 1e6);
    expect(cache.characters()).toBeLessThanOrEqual(1_000_000);
  });

  it('names the first stretch that is not here', () => {
    const cache = createLineCache();
    expect(cache.missing(0, 10)).toEqual({ from: 0, to: 10 });
    cache.put(stretch(0, 4), 100);
    cache.put(stretch(8, 4), 100);
    expect(cache.missing(0, 12)).toEqual({ from: 4, to: 8 });
    expect(cache.missing(0, 20)).toEqual({ from: 4, to: 20 });
    expect(cache.missing(0, 4)).toBeNull();
    expect(cache.missing(5, 5)).toBeNull();
  });

  it('asks again for the last line of a log that grew, and shows it meanwhile', () => {
    const cache = createLineCache();
    cache.put([line(0), line(1, 'half a l')], 2);
    expect(cache.missing(0, 2)).toBeNull();
    cache.grew();
    expect(cache.missing(0, 2)).toEqual({ from: 1, to: 2 });
    expect(cache.get(1)?.text).toBe('half a l');
    cache.put([line(1, 'half a line'), line(2, 'nex')], 3);
    expect(cache.missing(0, 3)).toBeNull();
    cache.grew();
    expect(cache.missing(0, 2)).toBeNull();
    expect(cache.missing(0, 3)).toEqual({ from: 2, to: 3 });
  });
});
