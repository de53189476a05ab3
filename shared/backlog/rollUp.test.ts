import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ItemId } from '../ids.ts';
import type { Item } from './item.ts';
import { rollUp } from './rollUp.ts';
import { arbitraryItems, sampleId, sampleItem } from './testing/arbitraryItem.ts';
import type { StatusId } from './workflow.ts';

const isCancelled = (status: Item['status']) => status === 'cancelled';
const under = (parent: number) => ({ parent: sampleId(parent) as ItemId });
const pointsOf = (items: readonly Item[]) => {
  const sums = rollUp(items, isCancelled);
  return items.map(({ id }) => sums.get(id));
};

/** What the rule says, told a second time by recursion. */
const expected = (
  items: readonly Item[],
  item: Item,
): { points: number | null; unestimated: number; parts: number } => {
  const parts = items.filter((each) => each.parent === item.id && !isCancelled(each.status) && each.triage === null);
  if (parts.length === 0) return { points: item.estimate, unestimated: item.estimate === null ? 1 : 0, parts: 0 };
  const sums = parts.map((part) => expected(items, part));
  const known = sums.map(({ points }) => points).filter((points) => points !== null);
  return {
    points: known.length === 0 ? null : known.reduce((sum, each) => sum + each, 0),
    unestimated: sums.reduce((sum, each) => sum + each.unestimated, 0),
    parts: parts.length,
  };
};

describe('the roll-up', () => {
  it('P10 gives a parent the sum of its parts or its own points, never both', () => {
    const items = [
      sampleItem(1, { estimate: 13 }),
      sampleItem(2, { ...under(1), estimate: 5 }),
      sampleItem(3, { ...under(1), estimate: 3 }),
    ];
    expect(pointsOf(items)[0]).toEqual({ points: 8, unestimated: 0, parts: 2 });
    expect(pointsOf(items.slice(0, 1))[0]).toEqual({ points: 13, unestimated: 0, parts: 0 });
  });

  it('P10 counts parts without an estimate and never reads them as 0', () => {
    const items = [
      sampleItem(1, { estimate: 13 }),
      sampleItem(2, { ...under(1), estimate: 0 }),
      sampleItem(3, under(1)),
    ];
    expect(pointsOf(items)[0]).toEqual({ points: 0, unestimated: 1, parts: 2 });
    expect(pointsOf([sampleItem(1), sampleItem(2, under(1))])[0]).toEqual({ points: null, unestimated: 1, parts: 1 });
  });

  it('P10 leaves cancelled parts out: with none but those a parent counts for itself again', () => {
    const cancelled = { status: 'cancelled' as StatusId };
    const items = [sampleItem(1, { estimate: 13 }), sampleItem(2, { ...under(1), estimate: 5, ...cancelled })];
    expect(pointsOf(items)[0]).toEqual({ points: 13, unestimated: 0, parts: 0 });
  });

  it('P10 is the same for any tree, whatever the order of the items', () => {
    fc.assert(
      fc.property(arbitraryItems(), (items) => {
        const sums = rollUp(items, isCancelled);
        expect(sums.size).toBe(items.length);
        for (const item of items) expect(sums.get(item.id)).toEqual(expected(items, item));
      }),
    );
  });

  it('P10 reaches the top of ten thousand levels, and no circle holds it up', () => {
    const chain = Array.from({ length: 10_000 }, (_, at) =>
      sampleItem(at + 1, at === 0 ? {} : { ...under(at), ...(at === 9_999 ? { estimate: 3 } : {}) }),
    );
    expect(pointsOf(chain)[0]).toEqual({ points: 3, unestimated: 0, parts: 1 });
    const circle = [sampleItem(1, { ...under(2), estimate: 1 }), sampleItem(2, { ...under(1), estimate: 2 })];
    expect(pointsOf(circle).map((sum) => sum?.points)).toEqual([1, 2]);
  });
});
