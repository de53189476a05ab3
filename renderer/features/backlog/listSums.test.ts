import { describe, expect, it } from 'vitest';
import { rollUp } from '../../../shared/backlog/rollUp.ts';
import { sampleItem } from '../../../shared/backlog/testing/arbitraryItem.ts';
import { listSums } from './listSums.ts';
import { sumsInWords } from './sumsInWords.ts';

const parent = sampleItem(1, { estimate: 21 });
const items = [
  parent,
  sampleItem(2, { estimate: 5, parent: parent.id }),
  sampleItem(3, { estimate: 0.1, parent: parent.id }),
  sampleItem(4, { parent: parent.id }),
  sampleItem(5, { estimate: 0.2 }),
];

describe('what a list comes to', () => {
  it('P3 P10 counts points once, with the parts, and what is not estimated beside them', () => {
    const sums = listSums(
      items,
      rollUp(items, () => false),
    );
    expect(sums).toEqual({ items: 5, points: 5.3, unestimated: 1 });
    expect(sumsInWords(sums, 'points')).toBe('5 items · 5.3 points · 1 not estimated');
  });

  it('P3 says nothing of estimates when all are there', () => {
    expect(sumsInWords({ items: 1, points: 1, unestimated: 0 }, 'hours')).toBe('1 item · 1 hour');
  });
});
