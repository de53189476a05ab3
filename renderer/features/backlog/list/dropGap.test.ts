import { describe, expect, it } from 'vitest';
import { rankedItems } from '../../../../shared/backlog/testing/anyMove.ts';
import { dropGap } from './dropGap.ts';
import { rowsOf } from './listRows.ts';

const [one, two, three] = rankedItems(3);
const items = [one, two, three].filter((each) => each !== undefined);

describe('the gap under the pointer', () => {
  it('P1 is the one nearest to it, also above the first and below the last', () => {
    const rows = rowsOf([{ title: null, items }], new Map());
    expect([-3, 0.4, 0.6, 2.4, 9].map((height) => dropGap(rows, height)?.index)).toEqual([0, 0, 1, 2, 3]);
    expect(dropGap([], 0)).toBeNull();
  });

  it('P17 below a heading is the first place of its group, above one the last of the group before', () => {
    const rows = rowsOf(
      [
        { title: 'A', items: items.slice(0, 2) },
        { title: 'B', items: items.slice(2) },
      ],
      new Map(),
    );
    expect(dropGap(rows, 0)).toEqual({ section: 0, row: 1, index: 0 });
    expect(dropGap(rows, 3)).toEqual({ section: 0, row: 3, index: 2 });
    expect(dropGap(rows, 4)).toEqual({ section: 1, row: 4, index: 0 });
    expect(dropGap(rows, 5)).toEqual({ section: 1, row: 5, index: 1 });
  });
});
