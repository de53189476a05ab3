import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MemberId, SprintId } from '../ids.ts';
import { arrangeItems } from './arrangeItems.ts';
import { byRank } from './byRank.ts';
import { defaultSettings } from './defaultSettings.ts';
import type { Item } from './item.ts';
import type { ItemFilter } from './itemFilter.ts';
import { groupings, listColumns } from './savedView.ts';
import { arbitraryItems, sampleId, sampleItem } from './testing/arbitraryItem.ts';
import type { StatusId } from './workflow.ts';

const { workflow, weights } = defaultSettings('Europe/Paris');
const context = {
  workflow,
  weights,
  members: [sampleId(902), sampleId(901)].map((id) => id as MemberId),
  sprints: [sampleId(801), sampleId(802)].map((id) => id as SprintId),
};
const everything = { filter: {}, sort: null, group: null };
const shown = (items: readonly Item[], filter: ItemFilter): readonly number[] =>
  arrangeItems(items, { ...everything, filter }, context).groups.flatMap((group) =>
    group.items.map(({ number }) => number),
  );

const column = fc.constantFrom(...listColumns);
const filters: fc.Arbitrary<ItemFilter> = fc.record(
  {
    text: fc.constantFrom('', 'item', 'TR-1', 'api item'),
    kind: fc.subarray(['feature', 'bug', 'debt'] as const),
    status: fc.subarray(['todo', 'doing', 'done'].map((id) => id as StatusId)),
    category: fc.subarray(['todo', 'doing', 'done', 'cancelled'] as const),
    label: fc.subarray(['none', 'api', 'ui'] as const).map((list) => [...list]),
    estimate: fc.record({ min: fc.option(fc.nat(5)), max: fc.option(fc.nat(9)), none: fc.boolean() }),
    placedByHand: fc.boolean(),
  },
  { requiredKeys: [] },
);

describe('a list', () => {
  it('P1 shows items by rank, and without a filter all but those of the inbox', () => {
    fc.assert(
      fc.property(arbitraryItems(), (items) => {
        const list = arrangeItems(items, everything, context);
        const accepted = items.filter(({ triage }) => triage === null);
        expect(list.groups).toEqual([{ key: null, items: accepted.toSorted(byRank) }]);
        expect([list.shown, list.total]).toEqual([accepted.length, accepted.length]);
      }),
    );
  });

  it('P1 keeps the order of rank under any filter, and in each group', () => {
    fc.assert(
      fc.property(arbitraryItems(), filters, fc.option(fc.constantFrom(...groupings)), (items, filter, group) => {
        const list = arrangeItems(items, { filter, sort: null, group }, context);
        for (const { items: of } of list.groups) expect(of).toEqual(of.toSorted(byRank));
        const numbers = new Set(list.groups.flatMap(({ items: of }) => of.map(({ number }) => number)));
        expect(numbers.size).toBe(list.shown);
        expect(list.groups.every(({ items: of }) => of.length > 0 || group === null)).toBe(true);
      }),
    );
  });

  it('P17 sorts by any column and back, with the rank between equals and empty ones last', () => {
    fc.assert(
      fc.property(arbitraryItems(), column, fc.boolean(), (items, by, descending) => {
        const sorted =
          arrangeItems(items, { ...everything, sort: { column: by, descending } }, context).groups[0]?.items ?? [];
        expect(sorted.toSorted(byRank)).toEqual(arrangeItems(items, everything, context).groups[0]?.items);
        if (by === 'value') {
          const values = sorted.map(({ value }) => value);
          const rated = values.filter((value) => value !== null);
          expect(values.slice(0, rated.length)).toEqual(
            rated.toSorted((one, other) => (descending ? other - one : one - other)),
          );
        }
      }),
    );
  });
});

describe('a filter', () => {
  const items = [
    sampleItem(1, { title: 'Login fails', kind: 'bug', labels: ['API'], estimate: 3 }),
    sampleItem(2, { title: 'Export as CSV', assignee: sampleId(901) as MemberId, status: 'doing' as StatusId }),
    sampleItem(3, { title: 'Slow login', labels: ['billing', 'ui'], estimate: 8, sprint: sampleId(801) as SprintId }),
    sampleItem(12, { title: 'Old cache', rank: 'a4', kind: 'debt', placedByHand: true, estimate: 0 }),
  ];

  it('P17 finds words in key, title and labels, in any order and case', () => {
    expect(shown(items, { text: 'LOGIN' })).toEqual([1, 3]);
    expect(shown(items, { text: ' login  ui ' })).toEqual([3]);
    expect(shown(items, { text: 'tr-1' })).toEqual([1, 12]);
    expect(shown(items, { text: 'api' })).toEqual([1]);
    expect(shown(items, { text: 'nowhere' })).toEqual([]);
  });

  it('P17 finds the same while somebody types, deletes and changes the filter as when it is asked at once', () => {
    const words = fc.array(fc.constantFrom('i', 't', 'item', 'TR', '-', '1', ' ', 'api', 'x'), { maxLength: 4 });
    fc.assert(
      fc.property(arbitraryItems(), fc.array(fc.tuple(words, filters), { maxLength: 12 }), (items, steps) => {
        for (const [typed, filter] of steps) {
          const asked = { ...filter, text: typed.join('') };
          expect(shown(items, asked)).toEqual(shown([...items], asked));
        }
      }),
    );
  });

  it('P17 takes any value within a field and all fields together', () => {
    expect(shown(items, { kind: ['bug', 'debt'] })).toEqual([1, 12]);
    expect(shown(items, { kind: ['bug', 'debt'], text: 'cache' })).toEqual([12]);
    expect(shown(items, { label: ['api', 'none'] })).toEqual([1, 2, 12]);
    expect(shown(items, { assignee: ['none'] })).toEqual([1, 3, 12]);
    expect(shown(items, { sprint: [sampleId(801) as SprintId] })).toEqual([3]);
    expect(shown(items, { category: ['doing'] })).toEqual([2]);
    expect(shown(items, { placedByHand: true })).toEqual([12]);
    expect(shown(items, { kind: [] })).toEqual([1, 2, 3, 12]);
  });

  it('P3 tells items without an estimate from those of 0', () => {
    expect(shown(items, { estimate: { min: 0, max: 3, none: false } })).toEqual([1, 12]);
    expect(shown(items, { estimate: { min: 5, max: null, none: true } })).toEqual([2, 3]);
  });

  it('P17 sees an item as it is after a change, though texts are kept', () => {
    expect(shown(items, { text: 'renamed' })).toEqual([]);
    const [first, ...rest] = items;
    expect(shown([{ ...(first ?? sampleItem(1)), title: 'Renamed' }, ...rest], { text: 'renamed' })).toEqual([1]);
  });
});

describe('groups', () => {
  const items = [
    sampleItem(1, { labels: ['API', 'ui'], status: 'done' as StatusId }),
    sampleItem(2, { labels: ['api'], assignee: sampleId(901) as MemberId }),
    sampleItem(3, { assignee: sampleId(902) as MemberId }),
  ];
  const keys = (group: (typeof groupings)[number]) =>
    arrangeItems(items, { ...everything, group }, context).groups.map(({ key, items: of }) => [
      key,
      ...of.map(({ number }) => number),
    ]);

  it('P17 come in the order of what they stand for, those without come last', () => {
    expect(keys('assignee')).toEqual([
      [sampleId(902), 3],
      [sampleId(901), 2],
      ['none', 1],
    ]);
    expect(keys('status')).toEqual([
      ['todo', 2, 3],
      ['done', 1],
    ]);
  });

  it('P17 of labels hold an item in each of its own, whatever the case', () => {
    expect(keys('label')).toEqual([
      ['API', 1, 2],
      ['ui', 1],
      ['none', 3],
    ]);
  });
});
