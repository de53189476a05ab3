import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rollUp } from '../backlog/rollUp.ts';
import { loadVerdict } from './loadVerdict.ts';
import { sumPoints } from './roundPoints.ts';
import { sprintCapacity } from './sprintCapacity.ts';
import { sprintContents } from './sprintContents.ts';
import { sprintLoad } from './sprintLoad.ts';
import { sprintSums } from './sprintSums.ts';
import {
  arbitraryItems, arbitrarySprint, fromAlert, sampleItem, sampleItemId, sampleMemberId, sampleSprint, sampleSprintId, sampleSprintMember,
  sampleWorkflow,
} from './testing/sampleSprint.ts'; // biome-ignore format: a list of names
import { verdictInWords } from './verdictInWords.ts';

const contentsOf = (items: Parameters<typeof sprintContents>[1]) =>
  sprintContents(sampleSprintId(1), items, sampleWorkflow);
const one = sampleMemberId(1);

describe('the load of a sprint', () => {
  it('P8 adds up by member and unassigned, and counts what is not estimated instead of taking it for 0', () => {
    const load = sprintLoad(
      contentsOf([
        sampleItem(1, { estimate: 5, assignee: one }),
        sampleItem(2, { assignee: one, status: 'doing' }),
        sampleItem(3, { estimate: 3 }),
        sampleItem(4, { estimate: 8, status: 'cancelled' }),
        sampleItem(5, { estimate: 2, status: 'done', assignee: sampleMemberId(2) }),
        sampleItem(6, { estimate: 21, sprint: sampleSprintId(2) }),
      ]),
    );
    expect(load).toMatchObject({ items: 4, points: 10, unestimated: 1, unassigned: { items: 1, points: 3 } });
    expect(load.members.get(one)).toEqual({ items: 2, points: 5, unestimated: 1 });
  });

  it('P10 counts a parent’s points with its parts only, never both', () => {
    const items = [
      sampleItem(1, { estimate: 13 }),
      sampleItem(2, { estimate: 5, parent: sampleItemId(1) }),
      sampleItem(3, { estimate: 3, parent: sampleItemId(1) }),
      sampleItem(4, { estimate: 8, parent: sampleItemId(1), sprint: null }),
    ];
    expect(sprintLoad(contentsOf(items))).toMatchObject({ items: 2, points: 8 });
  });

  it('P10 leaves a part that waits in the inbox out: its parent keeps its own points until it is accepted', () => {
    const waiting = sampleItem(2, { estimate: 5, parent: sampleItemId(1), triage: { state: 'waiting' } });
    expect(sprintLoad(contentsOf([sampleItem(1, { estimate: 13 }), waiting])).points).toBe(13);
  });

  it('P10 counts the leaves of the roll-up: with everything in one sprint, the load is the sum of the trees', () => {
    fc.assert(
      fc.property(arbitraryItems, (drafts) => {
        const items = drafts.map((item) => ({ ...item, sprint: sampleSprintId(1), triage: null }));
        const cancelled = (status: string) => status === 'cancelled';
        // A tree under a cancelled item counts by itself, and a cancelled leaf counts nowhere.
        const tops = items.filter((item) => {
          const parent = items.find(({ id }) => id === item.parent);
          return parent === undefined || cancelled(item.status);
        });
        const rolledUp = rollUp(items, cancelled);
        const counting = tops.filter(({ id, status }) => !cancelled(status) || (rolledUp.get(id)?.parts ?? 0) > 0);
        expect(sprintLoad(contentsOf(items)).points).toBe(
          sumPoints(counting.map(({ id }) => rolledUp.get(id)?.points ?? 0)),
        );
      }),
    );
  });

  it('P8 of members and unassigned is the sprint’s, and every leaf is counted once', () => {
    fc.assert(
      fc.property(arbitraryItems, (items) => {
        const contents = contentsOf(items);
        const load = sprintLoad(contents);
        const shares = [...load.members.values(), load.unassigned];
        expect(sumPoints(shares.map(({ points }) => points))).toBe(load.points);
        for (const count of ['items', 'unestimated'] as const)
          expect(shares.reduce((sum, share) => sum + share[count], 0)).toBe(load[count]);
        const parts = items.filter(({ triage, status }) => triage === null && status !== 'cancelled');
        const parents = new Set(parts.map(({ parent }) => parent));
        const leaves = items.filter(
          ({ id, sprint, status, triage }) =>
            sprint === sampleSprintId(1) && status !== 'cancelled' && triage === null && !parents.has(id),
        );
        expect(load.items).toBe(leaves.length);
        expect(load.points).toBe(sumPoints(leaves.map(({ estimate }) => estimate)));
        expect(sprintSums(contents).scope).toBe(load.points);
        expect(load.alertBornPoints).toBeLessThanOrEqual(load.points);
      }),
    );
  });

  it('P8 is the same in whatever order the items come', () => {
    fc.assert(
      fc.property(arbitraryItems, (items) => {
        expect(sprintSums(contentsOf(items.toReversed()))).toEqual(sprintSums(contentsOf(items)));
      }),
    );
  });

  it('P9 takes a part of an alert-born item for alert-born', () => {
    const items = [
      sampleItem(1, { source: fromAlert, sprint: null }),
      sampleItem(2, { estimate: 5, parent: sampleItemId(1) }),
      sampleItem(3, { estimate: 2 }),
    ];
    expect(sprintLoad(contentsOf(items)).alertBornPoints).toBe(5);
  });
});

describe('over-commitment', () => {
  const capacity = sprintCapacity(sampleSprint(1, { members: [sampleSprintMember(1), sampleSprintMember(2)] }));
  const verdictOf = (items: Parameters<typeof sprintContents>[1], reserve = 0) =>
    loadVerdict(capacity, sprintLoad(contentsOf(items)), reserve);
  const nameOf = (member: string) => `Member ${Number(member.slice(-12))}`;

  it('P8 warns over 100 % of the team and of a member, by how much and who; 100 % fits', () => {
    const full = [sampleItem(1, { estimate: 8, assignee: one }), sampleItem(2, { estimate: 8 })];
    expect(verdictOf(full)).toMatchObject({ overCommitted: false, team: { points: 16, capacity: 16, over: 0 } });
    const over = verdictOf([...full, sampleItem(3, { estimate: 0.5, assignee: one })]);
    expect(over.overCommitted).toBe(true);
    expect(verdictInWords(over, nameOf, 'points')).toEqual([
      'The team has 16.5 points for a capacity of 16: 0.5 too many.',
      'Member 1 has 8.5 points for a capacity of 8: 0.5 too many.',
    ]);
  });

  it('P8 weighs somebody who is not in the sprint against nothing', () => {
    const verdict = verdictOf([sampleItem(1, { estimate: 1, assignee: sampleMemberId(3) })]);
    expect(verdict.members.at(-1)).toMatchObject({ member: sampleMemberId(3), capacity: 0, over: 1 });
    expect(verdict.overCommitted).toBe(true);
  });

  it('P9 keeps the reserve free of the team, and alert-born items that are in already use it up', () => {
    const planned = sampleItem(1, { estimate: 8 });
    expect(verdictOf([planned], 10)).toMatchObject({ kept: 10, team: { capacity: 6, over: 2 } });
    expect(verdictInWords(verdictOf([planned], 10), nameOf, 'points')).toEqual([
      'The team has 8 points for a capacity of 6 (10 are kept for alerts): 2 too many.',
    ]);
    const alert = sampleItem(2, { estimate: 8, source: fromAlert });
    expect(verdictOf([planned, alert], 10)).toMatchObject({ kept: 2, team: { points: 16, capacity: 14, over: 2 } });
    expect(verdictOf([planned, alert], 8)).toMatchObject({ kept: 0, team: { over: 0 }, overCommitted: false });
  });

  it('P8 says over exactly when a load is more than its capacity', () => {
    fc.assert(
      fc.property(arbitrarySprint, arbitraryItems, fc.integer({ min: 0, max: 20 }), (sprint, items, reserve) => {
        const load = sprintLoad(contentsOf(items));
        const verdict = loadVerdict(sprintCapacity(sprint), load, reserve);
        const all = [verdict.team, ...verdict.members];
        expect(verdict.overCommitted).toBe(all.some(({ points, capacity: fits }) => points - fits > 1e-6));
        expect(sumPoints([...verdict.members.map(({ points }) => points), verdict.unassigned.points])).toBe(
          load.points,
        );
        expect(verdictInWords(verdict, nameOf, 'points').length > 0).toBe(verdict.overCommitted);
      }),
    );
  });
});
