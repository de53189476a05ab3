import fc from 'fast-check';
import { expect, it } from 'vitest';
import { clockApart, clockInWords, SAME_TIME } from './clockApart.ts';

const skew = fc.integer({ min: -3_600_000, max: 3_600_000 });
const way = fc.integer({ min: 0, max: 20_000 });
/** As a server says its time that is `apart` behind ours: in whole seconds, on the way back from the asking. */
const said = (asked: number, there: number, back: number, apart: number) => ({
  asked,
  theirs: Math.floor((asked + there - apart) / 1000) * 1000,
  answered: asked + there + back,
});

it('M5 M6 tells how far a server’s clock is apart, to a few seconds and half of the way there and back', () => {
  fc.assert(
    fc.property(fc.nat(1e12), skew, skew, way, way, (now, apart, before, there, back) => {
      const found = clockApart(before, said(now, there, back, apart));
      expect(Number.isSafeInteger(found)).toBe(true);
      expect(Math.abs(found - apart)).toBeLessThanOrEqual(2 * (SAME_TIME + (there + back) / 2) + 500);
    }),
  );
});

it('M5 M6 does not correct a clock to and fro', () => {
  fc.assert(
    fc.property(fc.nat(1e12), fc.array(fc.nat(2_000), { maxLength: 20 }), (now, ways) => {
      let apart = clockApart(0, said(now, 0, 0, 600_000));
      const first = apart;
      for (const each of ways) apart = clockApart(apart, said(now, each, each, 600_000));
      expect(apart).toBe(first);
      expect(clockApart(0, said(now, 0, 0, 900))).toBe(0);
    }),
  );
});

it('M5 M6 says in words what a page shows of it', () => {
  expect(clockInWords(-600_000)).toContain('10 min ahead of this machine’s');
  expect(clockInWords(45_000)).toContain('45 s behind this machine’s');
  expect(clockInWords(20_000)).toBeNull();
});
