import { describe, expect, it } from 'vitest';
import { defaultSettings } from '../../../shared/backlog/defaultSettings.ts';
import type { Item } from '../../../shared/backlog/item.ts';
import { sampleItem } from '../../../shared/backlog/testing/arbitraryItem.ts';
import type { StatusId } from '../../../shared/backlog/workflow.ts';
import type { SprintId } from '../../../shared/ids.ts';
import { unplannedItems, withParts, withWords } from './planLists.ts';

const settings = defaultSettings('UTC');
const sprint = 'sprint' as SprintId;
const planning = (...list: readonly Item[]) => ({
  settings,
  items: { sequence: 1, byId: new Map(list.map((each) => [each.id, each])) },
});
const numbers = (list: readonly Item[]) => list.map(({ number }) => number);

describe('the lists of sprint planning', () => {
  it('P6 offer what is open and in no sprint, in the rank order', () => {
    const list = unplannedItems(
      planning(
        sampleItem(1, { rank: 'b' }),
        sampleItem(2, { rank: 'a' }),
        sampleItem(3, { sprint }),
        sampleItem(4, { status: 'done' as StatusId }),
        sampleItem(5, { triage: { state: 'waiting' } }),
      ),
    );
    expect(numbers(list)).toEqual([2, 1]);
  });

  it('P17 find by every word, in the key, the title or a label', () => {
    const list = [sampleItem(1, { title: 'Log in faster' }), sampleItem(2, { labels: ['login'] }), sampleItem(3)];
    expect(numbers(withWords(list, 'LOG'))).toEqual([1, 2]);
    expect(numbers(withWords(list, 'fast log'))).toEqual([1]);
    expect(numbers(withWords(list, 'tr-3'))).toEqual([3]);
    expect(withWords(list, '  ')).toBe(list);
  });

  it('P10 take the open parts along, and leave those that are elsewhere or done', () => {
    const parent = sampleItem(1);
    const own = { parent: parent.id };
    const all = planning(
      parent,
      sampleItem(2, own),
      sampleItem(3, { ...own, sprint }),
      sampleItem(4, { ...own, status: 'done' as StatusId }),
      sampleItem(5, { parent: sampleItem(2).id }),
    );
    expect(numbers(withParts([parent.id], null, all))).toEqual([1, 2, 5]);
    expect(numbers(withParts([parent.id], sprint, all))).toEqual([1, 3]);
  });
});
