import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CalendarDate, dateAt, weekdayOf } from '../calendarDate.ts';
import { burndown } from './burndown.ts';
import { idealLine } from './idealLine.ts';
import { roundPoints } from './roundPoints.ts';
import type { Commitment, ProgressPoint, Sprint } from './sprint.ts';
import { arbitrarySprint, closedSprint, day, sampleSprint, sampleSprintMember } from './testing/sampleSprint.ts';

const committed = (points: number): Commitment => ({
  at: 0,
  items: [],
  points,
  unestimated: 0,
  capacity: 0,
  reserve: 0,
});

const week = (fields: Partial<Sprint> = {}): Sprint =>
  sampleSprint(1, {
    end: day('2026-01-11'),
    members: [sampleSprintMember(1)],
    commitment: committed(10),
    state: 'active',
    ...fields,
  });

const at = (text: string): number => Date.parse(`2026-01-${text}:00Z`);
const point = (text: string, scope: number, completed: number): ProgressPoint => ({ at: at(text), scope, completed });
const until = (text: string, timeZone = 'UTC') => ({ now: at(text), timeZone });

describe('the ideal line', () => {
  it('P12 falls evenly over the working days and is level where nobody works', () => {
    expect([...idealLine(week(), 10).values()]).toEqual([8, 6, 4, 2, 0, 0, 0]);
    const withDayOff = week({ teamDaysOff: [day('2026-01-06')] });
    expect([...idealLine(withDayOff, 10).values()]).toEqual([7.5, 7.5, 5, 2.5, 0, 0, 0]);
  });

  it('P12 takes Monday to Friday without members, and every day where no day is worked', () => {
    expect([...idealLine(week({ members: [] }), 10).values()]).toEqual([8, 6, 4, 2, 0, 0, 0]);
    const weekend = { ...week({ members: [] }), start: day('2026-01-10') };
    expect([...idealLine(weekend, 10).values()]).toEqual([5, 0]);
  });

  it('P12 never rises, ends at 0 and falls only on working days, in whatever sprint', () => {
    fc.assert(
      fc.property(arbitrarySprint, fc.integer({ min: 0, max: 200 }), (sprint, points) => {
        const line = [...idealLine(sprint, points)];
        expect(line.at(-1)?.[1]).toBe(0);
        const works = ([date]: readonly [CalendarDate, number]) =>
          sprint.members.some(({ workingDays }) => workingDays.includes(weekdayOf(date))) &&
          !sprint.teamDaysOff.includes(date);
        let before = points;
        for (const entry of line) {
          expect(entry[1]).toBeLessThanOrEqual(before);
          if (line.some(works) && !works(entry)) expect(entry[1]).toBe(before);
          before = entry[1];
        }
      }),
    );
  });
});

describe('a burndown', () => {
  const progress = [
    point('05T09:00', 10, 0),
    point('06T10:00', 10, 3),
    point('08T10:00', 15, 3),
    point('08T15:00', 13, 5),
  ];

  it('P12 shows scope as a line of its own, carries days without a change and knows nothing of the future', () => {
    const { committed: start, days } = burndown(week(), progress, until('09T12:00'));
    expect(start).toBe(10);
    expect(
      days.map(({ scope, completed, remaining, scopeChange }) => [scope, completed, remaining, scopeChange]),
    ).toEqual([
      [10, 0, 10, 0],
      [10, 3, 7, 0],
      [10, 3, 7, 0],
      [13, 5, 8, 3],
      [13, 5, 8, 0],
      [null, null, null, null],
      [null, null, null, null],
    ]);
  });

  it('P12 ends a day at midnight in the project’s time zone', () => {
    const late = [point('05T09:00', 10, 0), point('05T23:30', 10, 4)];
    const completedIn = (timeZone: string) =>
      burndown(week(), late, until('06T23:59', timeZone))
        .days.map(({ completed }) => completed)
        .slice(0, 2);
    expect(completedIn('UTC')).toEqual([4, 4]);
    expect(completedIn('Europe/Paris')).toEqual([0, 4]);
    expect(completedIn('America/Los_Angeles')).toEqual([4, 4]);
  });

  it('P12 begins where the sprint was started, which may be late or early', () => {
    const late = burndown(week(), [point('07T09:00', 10, 0)], until('07T12:00'));
    expect(late.days.map(({ remaining }) => remaining).slice(0, 4)).toEqual([null, null, 10, null]);
    const early = burndown(week(), [point('03T09:00', 10, 2)], until('05T12:00'));
    expect(early.days[0]).toMatchObject({ day: '2026-01-05', remaining: 8 });
  });

  it('P12 goes on past the last day while the sprint is not closed, and stops at the close', () => {
    expect(burndown(week(), progress, until('13T12:00')).days.at(-1)).toMatchObject({
      day: '2026-01-13',
      ideal: 0,
      remaining: 8,
    });
    const report = { ...closedSprint(1).report, closedAt: at('08T18:00') } as Sprint['report'];
    const days = burndown(week({ state: 'closed', report }), progress, until('30T12:00')).days;
    expect(days.map(({ remaining }) => remaining)).toEqual([10, 7, 7, 8, null, null, null]);
    expect(days.length).toBe(7);
  });

  it('P12 is empty of a planned sprint, and as long as it', () => {
    const planned = burndown(week({ commitment: null, state: 'planned' }), [], until('30T12:00'));
    expect(planned.days.map(({ remaining }) => remaining)).toEqual(Array(7).fill(null));
  });

  it('P12 has remaining = scope − completed in every point, and the changes of scope lead from the commitment to it', () => {
    const steps = fc.array(
      fc.record({
        wait: fc.integer({ min: 0, max: 200 }),
        scope: fc.integer({ min: 0, max: 400 }),
        share: fc.nat(100),
      }),
      { minLength: 1, maxLength: 40 },
    );
    const zones = fc.constantFrom('UTC', 'Pacific/Kiritimati', 'America/New_York', 'Asia/Kolkata');
    fc.assert(
      fc.property(arbitrarySprint, steps, zones, (draft, drafts, timeZone) => {
        const sprint: Sprint = { ...draft, state: 'active', commitment: committed(20) };
        let time = Date.parse(`${sprint.start}T00:00:00Z`);
        const points = drafts.map(({ wait, scope, share }) => {
          time += wait * 3_600_000;
          return { at: time, scope: scope / 4, completed: roundPoints((scope / 4) * (share / 100)) };
        });
        const { days } = burndown(sprint, points, { now: time, timeZone });
        let scope = 20;
        for (const each of days) {
          const last = points.findLast((one) => dateAt(one.at, timeZone) <= each.day);
          if (each.day > dateAt(time, timeZone) || last === undefined) {
            expect([each.scope, each.completed, each.remaining, each.scopeChange]).toEqual([null, null, null, null]);
            continue;
          }
          expect([each.scope, each.completed]).toEqual([last.scope, last.completed]);
          expect(each.remaining).toBe(roundPoints((each.scope ?? 0) - (each.completed ?? 0)));
          scope = roundPoints(scope + (each.scopeChange ?? 0));
          expect(scope).toBe(each.scope);
        }
      }),
    );
  });
});
