import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rankBetween } from './rankBetween.ts';
import { ranksBetween } from './ranksBetween.ts';
import { RANK_MAX, spreadRanks } from './spreadRanks.ts';

/** Where each of many items is put, as a share of the list. */
const places = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 200 });

const insertAll = (at: readonly number[]): readonly string[] => {
  const ranks: string[] = [];
  for (const share of at) {
    const place = Math.round(share * ranks.length);
    ranks.splice(place, 0, rankBetween(ranks[place - 1] ?? null, ranks[place] ?? null));
  }
  return ranks;
};

describe('a rank', () => {
  it('P1 lies strictly between its neighbours, wherever and however often items are put', () => {
    fc.assert(
      fc.property(places, (at) => {
        const ranks = insertAll(at);
        expect(ranks).toEqual([...new Set(ranks)].sort());
      }),
    );
  });

  it('P1 comes in any number between two neighbours, rising', () => {
    fc.assert(
      fc.property(places, fc.nat(1000), fc.nat(300), (at, place, count) => {
        const ranks = insertAll(at);
        const gap = ranks.length === 0 ? 0 : place % (ranks.length + 1);
        const between = ranksBetween(ranks[gap - 1] ?? null, ranks[gap] ?? null, count);
        const all = ranks.toSpliced(gap, 0, ...between);
        expect(between).toHaveLength(count);
        expect(all).toEqual([...new Set(all)].sort());
      }),
    );
  });

  it('P1 is refused between neighbours in the wrong order', () => {
    expect(() => rankBetween('a1', 'a1')).toThrow(RangeError);
    expect(() => rankBetween('a2', 'a1')).toThrow(RangeError);
    expect(() => ranksBetween('a2', 'a1', 3)).toThrow(RangeError);
  });
});

describe('ranks that have grown long', () => {
  it('P1 are spread: the order stays, nothing is longer than half of what is long', () => {
    fc.assert(
      fc.property(places, fc.nat(1000), fc.nat(20), (at, spot, length) => {
        const ranks = insertAll(at);
        if (ranks.length === 0) return;
        const first = spot % ranks.length;
        const last = Math.min(ranks.length - 1, first + length);
        const spread = spreadRanks(ranks, first, last);
        const all = ranks.toSpliced(spread.from, spread.ranks.length, ...spread.ranks);
        expect(all).toEqual([...new Set(all)].sort());
        expect(all).toHaveLength(ranks.length);
        for (let place = first; place <= last; place += 1) expect(all[place]?.length).toBeLessThanOrEqual(RANK_MAX / 2);
      }),
    );
  });

  it('P1 stay short through ten thousand moves to one spot, and few others are touched', () => {
    const ranks = [...ranksBetween(null, null, 1000)];
    let touched = 0;
    for (let n = 0; n < 10_000; n += 1) {
      ranks.splice(500, 0, rankBetween(ranks[499] ?? null, ranks[500] ?? null));
      ranks.splice(600, 1);
      if ((ranks[500]?.length ?? 0) <= RANK_MAX) continue;
      const { from, ranks: spread } = spreadRanks(ranks, 500, 500);
      ranks.splice(from, spread.length, ...spread);
      touched += spread.length;
    }
    expect(Math.max(...ranks.map(({ length }) => length))).toBeLessThanOrEqual(RANK_MAX);
    expect(touched).toBeLessThan(30_000);
  });
});
