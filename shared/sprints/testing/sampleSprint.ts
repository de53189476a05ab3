import fc from 'fast-check';
import { defaultSettings } from '../../backlog/defaultSettings.ts';
import type { StatusId } from '../../backlog/workflow.ts';
import { addDays, type CalendarDate } from '../../calendarDate.ts';
import type { ItemId, MemberId, ProjectId, SprintId } from '../../ids.ts';
import type { Sprint, SprintMember, SprintReport } from '../sprint.ts';
import type { KeptItem } from '../sprintItemOf.ts';

const idOf = (kind: number, at: number): string =>
  `${String(kind).padStart(8, '0')}-0000-4000-8000-${String(at).padStart(12, '0')}`;

export const day = (text: string): CalendarDate => text as CalendarDate;
export const sampleMemberId = (at: number): MemberId => idOf(1, at) as MemberId;
export const sampleSprintId = (at: number): SprintId => idOf(2, at) as SprintId;
export const sampleItemId = (at: number): ItemId => idOf(3, at) as ItemId;
export const goalId = (at: number): string => idOf(4, at);

/** To do, doing, done and cancelled under the names they have by default. */
export const sampleWorkflow = defaultSettings('UTC').workflow;

export const sampleSprintMember = (at: number, fields: Partial<SprintMember> = {}): SprintMember => ({
  member: sampleMemberId(at),
  workingDays: [1, 2, 3, 4, 5],
  focusFactor: 0.8,
  perDay: 1,
  daysOff: [],
  ...fields,
});

/** Two weeks from Monday, 5 January 2026; its number names it. */
export const sampleSprint = (at: number, fields: Partial<Sprint> = {}): Sprint => ({
  id: sampleSprintId(at),
  projectId: idOf(5, 1) as ProjectId,
  name: `Sprint ${at}`,
  start: day('2026-01-05'),
  end: day('2026-01-18'),
  goals: [],
  members: [],
  teamDaysOff: [],
  state: 'planned',
  commitment: null,
  report: null,
  ...fields,
});

/** A closed sprint that did so much; the numbers order them in time. */
export const closedSprint = (at: number, fields: Partial<SprintReport> = {}): Sprint => {
  const start = addDays(day('2025-01-06'), at * 14);
  return sampleSprint(at, {
    start,
    end: addDays(start, 13),
    state: 'closed',
    report: {
      closedAt: at,
      completed: [],
      unfinished: [],
      cancelled: [],
      completedPoints: 0,
      alertBornPoints: 0,
      ...fields,
    },
  });
};

/** An item to do, in sprint 1, that nobody has and nobody has estimated. */
export const sampleItem = (
  at: number,
  { status, ...fields }: Partial<Omit<KeptItem, 'status'>> & { readonly status?: string } = {},
): KeptItem => ({
  id: sampleItemId(at),
  key: `SA-${at}`,
  title: `Item ${at}`,
  sprint: sampleSprintId(1),
  parent: null,
  estimate: null,
  assignee: null,
  triage: null,
  source: null,
  ...fields,
  status: (status ?? 'todo') as StatusId,
});

export const fromAlert: KeptItem['source'] = { system: 'alert', externalId: 'sample', url: null };

const estimates = fc.constantFrom(0, 0.1, 0.2, 0.5, 1, 2, 3, 5, 8, 13, 21);

/** Items of a project, some of them in sprint 1, parts of others (no circles), of three members, in any status. */
export const arbitraryItems: fc.Arbitrary<readonly KeptItem[]> = fc
  .array(
    fc.record({
      sprint: fc.constantFrom(sampleSprintId(1), sampleSprintId(1), sampleSprintId(2), null),
      parent: fc.option(fc.nat(30), { freq: 2 }),
      estimate: fc.option(estimates),
      assignee: fc.option(fc.integer({ min: 1, max: 3 }).map(sampleMemberId)),
      status: fc.constantFrom('todo', 'doing', 'review', 'done', 'cancelled'),
      source: fc.constantFrom(null, null, fromAlert),
      triage: fc.constantFrom(null, null, null, { state: 'waiting' as const }),
    }),
    { maxLength: 30 },
  )
  .map((drafts) =>
    drafts.map(({ parent, ...fields }, at) =>
      sampleItem(at, { ...fields, parent: parent !== null && parent < at ? sampleItemId(parent) : null }),
    ),
  );

const days = fc.integer({ min: 0, max: 400 }).map((offset) => addDays(day('2026-01-01'), offset));
const weekdays = fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { maxLength: 7 });

/** What some member brings to a sprint; days off in it, outside of it, twice and on free days. */
export const arbitrarySprintMember = (at: number): fc.Arbitrary<SprintMember> =>
  fc.record({
    member: fc.constant(sampleMemberId(at)),
    workingDays: weekdays,
    focusFactor: fc.integer({ min: 0, max: 20 }).map((share) => share / 20),
    perDay: fc.integer({ min: 0, max: 32 }).map((quarters) => quarters / 4),
    daysOff: fc.array(days, { maxLength: 60 }),
  });

/** A planned sprint of up to 60 days with up to four members. */
export const arbitrarySprint: fc.Arbitrary<Sprint> = fc
  .record({
    start: days,
    length: fc.integer({ min: 1, max: 60 }),
    members: fc
      .integer({ min: 0, max: 4 })
      .chain((count) => fc.tuple(...Array.from({ length: count }, (_, at) => arbitrarySprintMember(at)))),
    teamDaysOff: fc.array(days, { maxLength: 60 }),
  })
  .map(({ start, length, members, teamDaysOff }) =>
    sampleSprint(1, { start, end: addDays(start, length - 1), members, teamDaysOff }),
  );
