import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type StatusCategory, StatusId, type Workflow } from '../backlog/workflow.ts';
import { followBranch } from './followBranch.ts';

const id = (text: string) => StatusId.parse(text);
const status = (name: string, category: StatusCategory) => ({
  id: id(name),
  name,
  category,
  wipLimit: null,
  needs: [],
});
const workflow: Workflow = [
  status('backlog', 'todo'),
  status('ready', 'todo'),
  status('doing', 'doing'),
  status('review', 'doing'),
  status('staged', 'doing'),
  status('done', 'done'),
  status('dropped', 'cancelled'),
];

describe('followBranch', () => {
  it.each([
    ['backlog', 'pushed', null, 'doing'],
    ['ready', 'pushed', null, 'doing'],
    ['doing', 'pushed', null, null],
    ['review', 'pushed', null, null],
    ['done', 'pushed', null, null],
    ['dropped', 'merged', null, null],
    ['backlog', 'merged', null, 'done'],
    ['review', 'merged', null, 'done'],
    ['doing', 'merged', 'staged', 'staged'],
    ['staged', 'merged', 'doing', null],
    ['done', 'merged', 'staged', null],
  ] as const)('B3 moves an item in %s whose branch is %s (merged means %s) to %s', (from, event, merged, to) => {
    expect(followBranch(workflow, id(from), event, merged === null ? null : id(merged))).toBe(to);
  });

  it('B3 never moves an item back, and never twice', () => {
    const order: Record<StatusCategory, number> = { todo: 0, doing: 1, done: 2, cancelled: 2 };
    const any = fc.constantFrom(...workflow.map((each) => each.id));
    fc.assert(
      fc.property(any, fc.constantFrom('pushed' as const, 'merged' as const), fc.option(any), (from, event, merged) => {
        const to = followBranch(workflow, from, event, merged);
        if (to === null) return;
        const rank = (which: StatusId) => order[workflow.find((each) => each.id === which)?.category ?? 'todo'];
        expect(rank(to)).toBeGreaterThanOrEqual(rank(from));
        expect(followBranch(workflow, to, event, merged)).toBeNull();
      }),
    );
  });
});
