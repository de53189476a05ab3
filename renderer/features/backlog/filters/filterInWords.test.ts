import { describe, expect, it } from 'vitest';
import { arrangeItems } from '../../../../shared/backlog/arrangeItems.ts';
import { defaultSettings } from '../../../../shared/backlog/defaultSettings.ts';
import { sampleItem } from '../../../../shared/backlog/testing/arbitraryItem.ts';
import { differs, openOnly } from '../listChoice.ts';
import { defaultLayout, gridColumns } from '../listColumnFacts.ts';
import { estimateInWords, isFiltered, onlyUnestimated } from './filterInWords.ts';
import { withTicked } from './filterOptions.ts';

const { workflow, weights } = defaultSettings('Europe/Paris');

describe('a filter', () => {
  it('P17 P3 of only what is not estimated lets no estimate through, 0 neither', () => {
    const items = [sampleItem(1, { estimate: 0 }), sampleItem(2, { estimate: 10_000 }), sampleItem(3)];
    const { groups } = arrangeItems(
      items,
      { filter: { estimate: onlyUnestimated }, sort: null, group: null },
      { workflow, weights, members: [], sprints: [] },
    );
    expect(groups[0]?.items.map(({ number }) => number)).toEqual([3]);
  });

  it('P17 is said in words', () => {
    expect(estimateInWords({ min: 3, max: 8, none: false })).toBe('3 to 8');
    expect(estimateInWords({ min: 3, max: null, none: true })).toBe('at least 3, or none');
    expect(estimateInWords({ min: 2, max: 2, none: false })).toBe('2');
  });

  it('P17 forgets a field when its last value is taken away', () => {
    expect(withTicked({ kind: ['bug'], text: 'x' }, 'kind', [])).toEqual({ text: 'x' });
    expect(isFiltered(openOnly)).toBe(false);
    expect(isFiltered({ ...openOnly, kind: ['bug'] })).toBe(true);
  });

  it('P17 and its layout are the view’s own until something is changed', () => {
    const view = { filter: openOnly, layout: defaultLayout };
    expect(differs({ ...view, view: null }, view)).toBe(false);
    expect(differs({ ...view, filter: {}, view: null }, view)).toBe(true);
    expect(
      gridColumns({
        columns: [
          { column: 'key', width: 99 },
          { column: 'title', width: null },
        ],
      }),
    ).toBe('74px 99px minmax(200px, 1fr)');
  });
});
