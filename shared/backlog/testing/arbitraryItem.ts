import fc from 'fast-check';
import type { ItemId, MemberId, ProjectId, SprintId } from '../../ids.ts';
import { type Item, itemKinds } from '../item.ts';
import { ranksBetween } from '../ranksBetween.ts';
import type { StatusId } from '../workflow.ts';

/** The id of the n-th sample of anything. */
export const sampleId = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

/** An item of which only what a test is about is told. */
export const sampleItem = (number: number, fields: Partial<Item> = {}): Item => ({
  id: sampleId(number) as ItemId,
  projectId: sampleId(0) as ProjectId,
  number,
  key: `TR-${number}`,
  kind: 'feature',
  title: `Item ${number}`,
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
  rank: `a${number}`,
  placedByHand: false,
  source: null,
  triage: null,
  createdAt: 1,
  updatedAt: 1,
  startedAt: null,
  endedAt: null,
  ...fields,
});

const rating = fc.option(fc.integer({ min: 1, max: 10 }));
const fields = fc.record({
  kind: fc.constantFrom(...itemKinds),
  title: fc.string({ minLength: 1, maxLength: 30 }),
  status: fc.constantFrom('todo', 'doing', 'review', 'qa', 'done', 'cancelled').map((status) => status as StatusId),
  estimate: fc.option(fc.constantFrom(0, 1, 2, 3, 5, 8)),
  value: rating,
  urgency: rating,
  effort: rating,
  labels: fc.uniqueArray(fc.constantFrom('api', 'UI', 'billing', 'docs'), { maxLength: 3 }),
  assignee: fc.option(fc.constantFrom(901, 902).map((n) => sampleId(n) as MemberId)),
  sprint: fc.option(fc.constantFrom(801, 802).map((n) => sampleId(n) as SprintId)),
  placedByHand: fc.boolean(),
  triage: fc.option(fc.constant({ state: 'waiting' as const }), { freq: 5 }),
  parent: fc.option(fc.nat()),
});

/** Items of one project in any order, with parents that form trees. */
export const arbitraryItems = (maxLength = 20): fc.Arbitrary<readonly Item[]> =>
  fc.array(fields, { maxLength }).chain((list) => {
    const ranks = ranksBetween(null, null, list.length);
    const items = list.map(({ parent, ...each }, at) =>
      sampleItem(at + 1, {
        ...each,
        rank: ranks[at] ?? '',
        parent: parent === null || at === 0 ? null : (sampleId((parent % at) + 1) as ItemId),
      }),
    );
    return fc.shuffledSubarray(items, { minLength: items.length });
  });
