import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { ItemId } from '../ids.ts';
import { ranksBetween } from './ranksBetween.ts';
import { reorderRanks } from './reorderRanks.ts';
import { risingRun } from './risingRun.ts';
import { sampleId } from './testing/arbitraryItem.ts';

const lists = fc.nat(30).chain((length) => {
  const ranks = ranksBetween(null, null, length);
  const all = ranks.map((rank, at) => ({ id: sampleId(at) as ItemId, rank }));
  return fc.record({ all: fc.constant(all), wanted: fc.shuffledSubarray(all.map(({ id }) => id)) });
});

it('P1 another order is reached with new ranks that no item has, and the rest keeps its place', () => {
  fc.assert(
    fc.property(lists, ({ all, wanted }) => {
      const ranks = reorderRanks(all, wanted);
      const after = all
        .map(({ id, rank }) => ({ id, rank: ranks.get(id) ?? rank }))
        .sort((one, other) => (one.rank < other.rank ? -1 : 1));
      expect(new Set(after.map(({ rank }) => rank)).size).toBe(all.length);
      const asked = new Set(wanted);
      expect(after.map(({ id }) => id).filter((id) => asked.has(id))).toEqual(wanted);
      expect(after.map(({ id }) => id).filter((id) => !asked.has(id))).toEqual(
        all.map(({ id }) => id).filter((id) => !asked.has(id)),
      );
    }),
  );
});

it('P1 another order writes as few items as can be: all but a longest run that is in order', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(50), { maxLength: 12 }), (numbers) => {
      const run = risingRun(numbers).map((at) => numbers[at] ?? 0);
      expect(run.every((number, at) => at === 0 || number > (run[at - 1] ?? 0))).toBe(true);
      expect(run).toHaveLength(longestByTrying(numbers));
    }),
  );
});

const longestByTrying = (numbers: readonly number[]): number => {
  let longest = 0;
  for (let choice = 0; choice < 2 ** numbers.length; choice += 1) {
    const chosen = numbers.filter((_, at) => choice & (1 << at));
    if (chosen.every((number, at) => at === 0 || number > (chosen[at - 1] ?? 0)))
      longest = Math.max(longest, chosen.length);
  }
  return longest;
};
