import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { closePlan, undecided } from './closePlan.ts';
import { commitmentOf } from './commitmentOf.ts';
import { sumPoints } from './roundPoints.ts';
import { sprintContents } from './sprintContents.ts';
import { sprintReport } from './sprintReport.ts';
import { sprintSums } from './sprintSums.ts';
import {
  arbitraryItems,
  fromAlert,
  goalId,
  sampleItem,
  sampleItemId,
  sampleMemberId,
  sampleSprintId,
  sampleWorkflow,
} from './testing/sampleSprint.ts';

const contentsOf = (items: Parameters<typeof sprintContents>[1] & readonly ReturnType<typeof sampleItem>[]) =>
  sprintContents(sampleSprintId(1), items, sampleWorkflow);
const goals = [1, 2].map((at) => ({ id: goalId(at), text: `Goal ${at}`, verdict: null }));

describe('a commitment', () => {
  it('P11 keeps what is in the sprint with its points, and what it was planned for', () => {
    const commitment = commitmentOf(
      contentsOf([
        sampleItem(1, { estimate: 5, assignee: sampleMemberId(1) }),
        sampleItem(2),
        sampleItem(3, { estimate: 3, status: 'cancelled' }),
        sampleItem(4, { estimate: 2, source: fromAlert }),
      ]),
      { capacity: 12, reserve: 8 },
      7,
    );
    expect(commitment).toEqual({
      at: 7,
      items: [
        {
          item: sampleItemId(1),
          key: 'SA-1',
          title: 'Item 1',
          points: 5,
          assignee: sampleMemberId(1),
          alertBorn: false,
        },
        { item: sampleItemId(2), key: 'SA-2', title: 'Item 2', points: null, assignee: null, alertBorn: false },
        { item: sampleItemId(4), key: 'SA-4', title: 'Item 4', points: 2, assignee: null, alertBorn: true },
      ],
      points: 7,
      unestimated: 1,
      capacity: 12,
      reserve: 8,
    });
  });

  it('P11 has the points of its items, and the scope that the sprint starts with', () => {
    fc.assert(
      fc.property(arbitraryItems, (items) => {
        const contents = contentsOf(items);
        const commitment = commitmentOf(contents, { capacity: 0, reserve: 0 }, 0);
        expect(commitment.points).toBe(sumPoints(commitment.items.map(({ points }) => points)));
        expect(commitment.points).toBe(sprintSums(contents).scope);
        expect(commitment.unestimated).toBe(commitment.items.filter(({ points }) => points === null).length);
      }),
    );
  });
});

describe('closing a sprint', () => {
  const items = [
    sampleItem(1, { status: 'done', estimate: 5 }),
    sampleItem(2, { status: 'doing', estimate: 3 }),
    sampleItem(3, { status: 'cancelled', estimate: 8, source: fromAlert }),
    sampleItem(4, { estimate: 2, source: fromAlert }),
    sampleItem(5, { status: 'done', estimate: 4, source: fromAlert }),
  ];
  const plan = closePlan({ goals }, contentsOf(items));

  it('P11 asks for a destination of every unfinished item and P7 for a verdict of every goal', () => {
    const all = undecided(plan, new Map(), new Map());
    expect(all.items.map(({ id }) => id)).toEqual([sampleItemId(2), sampleItemId(4)]);
    expect(all.goals).toEqual(goals);
    const some = undecided(plan, new Map([[sampleItemId(2), 'backlog']]), new Map([[goalId(1), 'met' as const]]));
    expect([some.items.map(({ id }) => id), some.goals]).toEqual([[sampleItemId(4)], goals.slice(1)]);
  });

  it('P11 reports what was done, where the rest went, and P9 what came from alerts, done or not', () => {
    const report = sprintReport(plan, new Map([[sampleItemId(2), sampleSprintId(2)]]), 9);
    expect(report).toMatchObject({ closedAt: 9, completedPoints: 9, alertBornPoints: 6 });
    expect(report.completed.map(({ key }) => key)).toEqual(['SA-1', 'SA-5']);
    expect(report.unfinished.map(({ key, movedTo }) => [key, movedTo])).toEqual([
      ['SA-2', sampleSprintId(2)],
      ['SA-4', 'backlog'],
    ]);
    expect(report.cancelled.map(({ key }) => key)).toEqual(['SA-3']);
  });

  it('P11 puts every item of the sprint into one list, and P12 counts as done what the burndown counts', () => {
    fc.assert(
      fc.property(arbitraryItems, (any) => {
        const contents = contentsOf(any);
        const report = sprintReport(closePlan({ goals }, contents), new Map(), 1);
        const listed = [...report.completed, ...report.unfinished, ...report.cancelled].map(({ item }) => item);
        expect(listed.toSorted()).toEqual(contents.map(({ item }) => item.id).toSorted());
        const { scope, completed } = sprintSums(contents);
        expect(report.completedPoints).toBe(completed);
        expect(sumPoints([report.completedPoints, ...report.unfinished.map(({ points }) => points)])).toBe(scope);
        expect(report.alertBornPoints).toBeLessThanOrEqual(scope);
      }),
    );
  });
});
