import fc from 'fast-check';
import type { Item } from '../item.ts';
import { ranksBetween } from '../ranksBetween.ts';
import { sampleItem } from './arbitraryItem.ts';

/** So many items in the order of their ranks. */
export const rankedItems = (count: number): readonly Item[] =>
  ranksBetween(null, null, count).map((rank, at) => sampleItem(at + 1, { rank }));

/** A ranked list, what a filter shows of it, which of those move, and how many of the others in view shall stand above. */
export const anyMove = fc.integer({ min: 1, max: 25 }).chain((count) =>
  fc
    .record({
      ranked: fc.constant(rankedItems(count)),
      shown: fc.array(fc.boolean(), { minLength: count, maxLength: count }),
      moving: fc.array(fc.boolean(), { minLength: count, maxLength: count }),
      at: fc.nat(count),
    })
    .map(({ ranked, shown, moving, at }) => {
      const view = ranked.filter((_, index) => shown[index]);
      const moved = new Set(ranked.filter((_, index) => shown[index] && moving[index]).map(({ id }) => id));
      const rest = view.filter(({ id }) => !moved.has(id));
      return { ranked, view, moved, rest, at: Math.min(at, rest.length) };
    }),
);
