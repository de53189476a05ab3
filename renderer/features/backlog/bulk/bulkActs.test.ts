import { describe, expect, it } from 'vitest';
import { defaultSettings } from '../../../../shared/backlog/defaultSettings.ts';
import { sampleItem } from '../../../../shared/backlog/testing/arbitraryItem.ts';
import type { StatusId } from '../../../../shared/backlog/workflow.ts';
import type { BacklogModel } from '../backlogModel.ts';
import { patchItem } from '../patchItem.ts';
import { needsOf } from '../useNeeds.tsx';
import { labelActs } from './BulkField.tsx';
import { patchSentence } from './patchSentence.ts';

const settings = defaultSettings('Europe/Paris');
const model = {
  settings,
  scale: settings.scale,
  members: [],
  sprints: [],
  rolledUp: new Map(),
  statusOf: new Map(settings.workflow.map((status) => [status.id, status])),
} as unknown as BacklogModel;

describe('an act on many items', () => {
  it('P13 offers to add what some lack and to remove what some have, whatever the case', () => {
    const acts = labelActs([{ labels: ['api'] }, { labels: ['API', 'web'] }], ['api', 'web', 'new']);
    expect(acts.map(({ label, hint }) => `${label} ${hint ?? ''}`)).toEqual([
      'Add web ',
      'Add new ',
      'Remove api from 2',
      'Remove web from 1',
    ]);
  });

  it('P13 says what it did', () => {
    expect(patchSentence({ status: 'doing' as StatusId, estimate: 8 }, model)).toBe('status In progress, estimate 8');
    expect(patchSentence({ sprint: null, addLabels: ['api'] }, model)).toBe('no sprint, label api added');
  });

  it('P13 shows at once what the backend will do: only what is there is set, labels are added and removed', () => {
    const item = sampleItem(1, { labels: ['web', 'api'], estimate: 3 });
    const after = patchItem(item, { value: 7, addLabels: ['API', 'new'], removeLabels: ['WEB'] });
    expect(after).toEqual({ ...item, value: 7, labels: ['api', 'new'] });
  });

  it('P13 asks one reason for all, but no estimate: that would be a guess', () => {
    const doing = settings.workflow.find(({ id }) => id === 'doing');
    const cancelled = settings.workflow.find(({ id }) => id === 'cancelled');
    if (doing === undefined || cancelled === undefined) throw new Error('the first workflow has both');
    const items = [sampleItem(1), sampleItem(2)];
    expect(needsOf(items, { status: cancelled.id }, cancelled, model)).toEqual(['reason']);
    expect(needsOf(items, { status: doing.id }, doing, model)).toEqual([]);
    expect(needsOf(items.slice(1), { status: doing.id }, doing, model)).toEqual(['estimate']);
    expect(needsOf(items.slice(1), { status: doing.id, estimate: 3 }, doing, model)).toEqual([]);
  });
});
