import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyMove, rankedItems } from '../../../shared/backlog/testing/anyMove.ts';
import { stepTarget, withMoved } from './moveTarget.ts';

const numbers = (moved: readonly number[], by: 1 | -1): readonly number[] | null => {
  const items = rankedItems(5);
  const ids = new Set(items.filter(({ number }) => moved.includes(number)).map(({ id }) => id));
  const at = stepTarget(items, ids, by);
  return at === null ? null : withMoved(items, ids, at).map(({ number }) => number);
};

describe('a step of items that move together', () => {
  it('P18 goes one place, and ends at the ends', () => {
    expect(numbers([3], -1)).toEqual([1, 3, 2, 4, 5]);
    expect(numbers([3], 1)).toEqual([1, 2, 4, 3, 5]);
    expect(numbers([1], -1)).toBeNull();
    expect(numbers([5], 1)).toBeNull();
  });

  it('P18 takes the others over together, scattered ones gathering where they lead', () => {
    expect(numbers([3, 4], -1)).toEqual([1, 3, 4, 2, 5]);
    expect(numbers([2, 4], -1)).toEqual([2, 4, 1, 3, 5]);
    expect(numbers([2, 4], 1)).toEqual([1, 3, 5, 2, 4]);
    expect(numbers([1, 2], -1)).toBeNull();
  });

  it('keeps every item once, whatever moves where', () => {
    fc.assert(
      fc.property(anyMove, ({ view, moved, at }) => {
        const after = withMoved(view, moved, at);
        expect(new Set(after)).toEqual(new Set(view));
        expect(after).toHaveLength(view.length);
        expect(after.slice(at, at + moved.size).every(({ id }) => moved.has(id))).toBe(true);
      }),
    );
  });
});
