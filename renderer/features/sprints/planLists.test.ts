import { describe, expect, it } from 'vitest';
import { defaultSettings } from '../../../shared/backlog/defaultSettings.ts';
import type { Item } from '../../../shared/backlog/item.ts';
import type { StatusId } from '../../../shared/backlog/workflow.ts';
import type { ItemId, ProjectId, SprintId } from '../../../shared/ids.ts';
import { unplannedItems, withParts, withWords } from './planLists.ts';

const settings = defaultSettings('UTC');
const sprint = 'sprint' as SprintId;
const item = (number: number, part: Partial<Item> = {}): Item => ({
  id: `item ${String(number)}` as ItemId,
  projectId: 'project' as ProjectId,
  number,
  key: `SA-${String(number)}`,
  kind: 'feature',
  title: `Sample ${String(number)}`,
  status: 'todo' as StatusId,
  statusReason: '',
  estimate: null,
  value: null,
  urgency: null,
  effort: null,
  labels: [],
  assignee: null,
  sprint: null,
  parent: null,
  rank: `a${String(number)}`,
  placedByHand: false,
  source: null,
  triage: null,
  createdAt: 0,
  updatedAt: 0,
  startedAt: null,
  endedAt: null,
  ...part,
});
const planning = (...list: readonly Item[]) => ({
  settings,
  items: { sequence: 1, byId: new Map(list.map((each) => [each.id, each])) },
});
const numbers = (list: readonly Item[]) => list.map(({ number }) => number);

describe('the lists of sprint planning', () => {
  it('P6 offer what is open and in no sprint, in the rank order', () => {
    const list = unplannedItems(
      planning(
        item(1, { rank: 'b' }),
        item(2, { rank: 'a' }),
        item(3, { sprint }),
        item(4, { status: 'done' as StatusId }),
        item(5, { triage: { state: 'waiting' } }),
      ),
    );
    expect(numbers(list)).toEqual([2, 1]);
  });

  it('P17 find by every word, in the key, the title or a label', () => {
    const list = [item(1, { title: 'Log in faster' }), item(2, { labels: ['login'] }), item(3)];
    expect(numbers(withWords(list, 'LOG'))).toEqual([1, 2]);
    expect(numbers(withWords(list, 'fast log'))).toEqual([1]);
    expect(numbers(withWords(list, 'sa-3'))).toEqual([3]);
    expect(withWords(list, '  ')).toBe(list);
  });

  it('P10 take the open parts along, and leave those that are elsewhere or done', () => {
    const parent = item(1);
    const own = { parent: parent.id };
    const all = planning(
      parent,
      item(2, own),
      item(3, { ...own, sprint }),
      item(4, { ...own, status: 'done' as StatusId }),
      item(5, { parent: 'item 2' as ItemId }),
    );
    expect(numbers(withParts([parent.id], null, all))).toEqual([1, 2, 5]);
    expect(numbers(withParts([parent.id], sprint, all))).toEqual([1, 3]);
  });
});
