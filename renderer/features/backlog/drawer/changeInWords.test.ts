import { describe, expect, it } from 'vitest';
import { defaultSettings } from '../../../../shared/backlog/defaultSettings.ts';
import { sampleItem } from '../../../../shared/backlog/testing/arbitraryItem.ts';
import type { MemberId } from '../../../../shared/ids.ts';
import { changeInWords } from './changeInWords.ts';

const { workflow, scale } = defaultSettings('Europe/Paris');
const parent = sampleItem(7);
const names = {
  scale,
  byId: new Map([[parent.id, parent]]),
  memberOf: new Map([['ada' as MemberId, { name: 'Ada Sample' } as never]]),
  sprintOf: new Map(),
  statusOf: new Map(workflow.map((status) => [status.id, status])),
};
const words = (before: Record<string, unknown>, after: Record<string, unknown>) =>
  changeInWords({ kind: 'update', before, after }, names);

describe('the history of an item', () => {
  it('P13 says each field before and after by its name', () => {
    expect(
      words({ estimate: 5, status: 'todo', assignee: null }, { estimate: 8, status: 'doing', assignee: 'ada' }),
    ).toEqual(['Estimate 5 → 8', 'Status To do → In progress', 'Assignee – → Ada Sample']);
    expect(words({ parent: null }, { parent: parent.id })).toEqual(['Part of – → TR-7']);
  });

  it('P13 says labels one by one, and leaves out what follows from other fields', () => {
    expect(words({ labels: ['Api', 'web'] }, { labels: ['web', 'slow'] })).toEqual([
      'label slow added, label Api removed',
    ]);
    expect(words({ endedAt: null, rank: 'a0' }, { endedAt: 5, rank: 'a1' })).toEqual(['Moved']);
  });

  it('P13 names what is gone as gone, and a beginning and an end in one word', () => {
    expect(words({ sprint: null }, { sprint: 'x' })).toEqual(['Sprint – → a sprint that is gone']);
    expect(changeInWords({ kind: 'insert', before: null, after: { title: 'x' } }, names)).toEqual(['Created']);
    expect(changeInWords({ kind: 'remove', before: { title: 'x' }, after: null }, names)).toEqual(['Deleted']);
  });
});
