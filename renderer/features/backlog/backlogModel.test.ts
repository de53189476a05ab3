import { describe, expect, it } from 'vitest';
import { defaultSettings } from '../../../shared/backlog/defaultSettings.ts';
import { sampleItem } from '../../../shared/backlog/testing/arbitraryItem.ts';
import type { StatusId } from '../../../shared/backlog/workflow.ts';
import { orderOf } from './backlogModel.ts';

const { workflow, weights } = defaultSettings('Europe/Paris');
const statusOf = new Map(workflow.map((status) => [status.id, status]));
const scored = (number: number, value: number, fields = {}) =>
  sampleItem(number, { value, urgency: 1, effort: 1, ...fields });

describe('the order of a backlog', () => {
  it('P1 counts the places of what is open, not of what is done or waits in the inbox', () => {
    const ranked = [
      scored(1, 1),
      scored(2, 1, { status: 'done' as StatusId }),
      scored(3, 1, { triage: { state: 'waiting' } }),
      scored(4, 1),
    ];
    expect([...orderOf(ranked, statusOf, weights).places.values()]).toEqual([1, 2]);
  });

  it('P5 says of what was placed by hand, and of nothing else, how far it stands from its score’s place', () => {
    const ranked = [scored(1, 1, { placedByHand: true }), scored(2, 9), scored(3, 5), sampleItem(4)];
    expect([...orderOf(ranked, statusOf, weights).overrides.values()]).toEqual([2]);
    const inOrder = [scored(1, 9, { placedByHand: true }), scored(2, 5)];
    expect(orderOf(inOrder, statusOf, weights).overrides.size).toBe(0);
  });
});
