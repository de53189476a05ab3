import { expect, it } from 'vitest';
import { createSeenOften } from './seenOften.ts';

it('M6 what was seen often is forgotten once it counts for no rule any more, however many groups there were', () => {
  let now = 1_000_000;
  const seen = createSeenOften(() => now);
  const condition = { kind: 'exception', event: 'often', count: 3, minutes: 5 } as const;
  for (let n = 0; n < 10_000; n += 1) {
    seen.add(`group ${n}`, condition, { at: now, count: 1, late: false });
    now += 1_000;
    seen.forgetOld();
    expect(seen.size()).toBeLessThanOrEqual(300);
  }
  seen.add('slow', condition, { at: now, count: 1, late: false });
  now += 299_999;
  seen.forgetOld();
  expect(seen.add('slow', condition, { at: now, count: 2, late: false })).toHaveLength(2);
  now += 300_000;
  seen.forgetOld();
  expect(seen.size()).toBe(0);
});
