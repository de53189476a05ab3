import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { byRank } from './byRank.ts';
import type { Item } from './item.ts';
import { placeAmong } from './placeAmong.ts';
import { ranksAt } from './ranksAt.ts';
import { anyMove, rankedItems } from './testing/anyMove.ts';

const idsOf = (items: readonly Item[]) => items.map(({ id }) => id);

describe('a place among what a filter shows', () => {
  it('P1 puts what moves exactly there, and leaves all others, also those out of sight, in their order', () => {
    fc.assert(
      fc.property(anyMove, ({ ranked, view, moved, rest, at }) => {
        const place = placeAmong(rest, at, ranked, moved);
        if (place === null) {
          expect(rest).toEqual([]);
          return;
        }
        const moving = ranked.filter(({ id }) => moved.has(id));
        const others = ranked.filter(({ id }) => !moved.has(id));
        const after = [...others, ...ranksAt(ranked, moving, place)].sort(byRank);
        const shown = new Set(idsOf(view));
        expect(idsOf(after.filter(({ id }) => shown.has(id)))).toEqual(
          idsOf([...rest.slice(0, at), ...moving, ...rest.slice(at)]),
        );
        expect(idsOf(after.filter(({ id }) => !moved.has(id)))).toEqual(idsOf(others));
      }),
    );
  });

  it('P1 is right behind the one above, and at the top of a filtered list right before the one below', () => {
    const ranked = rankedItems(5);
    const [first, second, , fourth, fifth] = ranked;
    if (first === undefined || second === undefined || fourth === undefined || fifth === undefined)
      throw new Error('five were asked for');
    const moved = new Set([fifth.id]);
    expect(placeAmong([second, fourth], 1, ranked, moved)).toEqual({ after: second.id });
    expect(placeAmong([second, fourth], 0, ranked, moved)).toEqual({ after: first.id });
    expect(placeAmong([first], 0, ranked, moved)).toBe('top');
    expect(placeAmong([], 0, ranked, moved)).toBeNull();
  });

  it('P1 may be the end of the list on either side', () => {
    const ranked = rankedItems(3);
    const order = (place: 'top' | 'bottom', number: number) => {
      const moving = ranked.filter((item) => item.number === number);
      const others = ranked.filter((item) => item.number !== number);
      return [...others, ...ranksAt(ranked, moving, place)].sort(byRank).map((item) => item.number);
    };
    expect(order('top', 3)).toEqual([3, 1, 2]);
    expect(order('bottom', 1)).toEqual([2, 3, 1]);
  });
});
