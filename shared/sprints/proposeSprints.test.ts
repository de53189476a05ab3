import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, daysBetween, weekdayOf } from '../calendarDate.ts';
import type { Member } from '../team/member.ts';
import { nextSprintName } from './nextSprintName.ts';
import { proposeSprints } from './proposeSprints.ts';
import { lengthOf, overlapsWith } from './sprintDays.ts';
import { arbitrarySprint, day, sampleMemberId, sampleSprint, sampleSprintMember } from './testing/sampleSprint.ts';

const cadence = { days: 14, startsOn: 1 };
const daysAndNames = (proposed: ReturnType<typeof proposeSprints>) =>
  proposed.map(({ name, start, end }) => `${name}: ${start} to ${end}`);

const member = (at: number, fields: Partial<Member> = {}): Member => ({
  id: sampleMemberId(at),
  projectId: sampleSprint(1).projectId,
  name: `Member ${at}`,
  email: null,
  workingDays: [1, 2, 3, 4, 5],
  focusFactor: 0.7,
  perDay: 2,
  active: true,
  ...fields,
});

describe('the next sprints', () => {
  it('P6 start on the day after the last one’s end and are named on from it', () => {
    const sprints = [sampleSprint(12)];
    expect(daysAndNames(proposeSprints({ sprints, team: [], cadence, today: day('2026-01-14') }, 3))).toEqual([
      'Sprint 13: 2026-01-19 to 2026-02-01',
      'Sprint 14: 2026-02-02 to 2026-02-15',
      'Sprint 15: 2026-02-16 to 2026-03-01',
    ]);
  });

  it('P6 start on the cadence’s next weekday when there is none yet, or the last is long over', () => {
    const today = day('2026-01-14');
    expect(daysAndNames(proposeSprints({ sprints: [], team: [], cadence, today }, 1))).toEqual([
      'Sprint 1: 2026-01-19 to 2026-02-01',
    ]);
    const onMonday = { sprints: [], team: [], cadence, today: day('2026-01-19') };
    expect(proposeSprints(onMonday, 1)[0]?.start).toBe('2026-01-19');
    const old = sampleSprint(3, { start: day('2025-06-02'), end: day('2025-06-15') });
    expect(daysAndNames(proposeSprints({ sprints: [old], team: [], cadence, today }, 1))).toEqual([
      'Sprint 4: 2026-01-19 to 2026-02-01',
    ]);
  });

  it('P6 follow the last without a gap though it ended some days ago', () => {
    const late = proposeSprints({ sprints: [sampleSprint(1)], team: [], cadence, today: day('2026-01-22') }, 1);
    expect(daysAndNames(late)).toEqual(['Sprint 2: 2026-01-19 to 2026-02-01']);
  });

  it('P6 never overlap each other or a sprint that is there, have the cadence’s length and names of their own', () => {
    fc.assert(
      fc.property(
        fc.array(arbitrarySprint, { maxLength: 8 }),
        fc.record({ days: fc.integer({ min: 1, max: 60 }), startsOn: fc.integer({ min: 1, max: 7 }) }),
        fc.integer({ min: 0, max: 800 }),
        (drafts, anyCadence, offset) => {
          const sprints = drafts.map((each, at) => ({ ...each, name: `Sprint ${at * 2}` }));
          const today = addDays(day('2025-06-01'), offset);
          const proposed = proposeSprints({ sprints, team: [], cadence: anyCadence, today }, 4);
          const names = [...sprints, ...proposed].map(({ name }) => name);
          expect(new Set(names).size).toBe(names.length);
          for (const [at, each] of proposed.entries()) {
            expect(lengthOf(each)).toBe(anyCadence.days);
            expect(overlapsWith(each, sprints)).toBeNull();
            expect(each.end >= today).toBe(true);
            const before = proposed[at - 1];
            if (before !== undefined) expect(daysBetween(before.end, each.start)).toBe(1);
            else if (sprints.length === 0) expect(weekdayOf(each.start)).toBe(anyCadence.startsOn);
          }
        },
      ),
    );
  });

  it('P8 copy the team of the last sprint: who is still there, with what they brought, without their days off', () => {
    const last = sampleSprint(1, {
      members: [1, 2].map((at) => sampleSprintMember(at, { focusFactor: 0.5, daysOff: [day('2026-01-06')] })),
    });
    const team = [member(1), member(2, { active: false }), member(3)];
    const [next] = proposeSprints({ sprints: [last], team, cadence, today: day('2026-01-14') }, 1);
    expect(next?.members).toEqual([sampleSprintMember(1, { focusFactor: 0.5 })]);
    const [first] = proposeSprints({ sprints: [], team, cadence, today: day('2026-01-14') }, 1);
    expect(first?.members).toEqual([1, 3].map((at) => sampleSprintMember(at, { focusFactor: 0.7, perDay: 2 })));
  });
});

describe('the name of the next sprint', () => {
  it('P6 continues the last number and never takes a name that is there', () => {
    expect(nextSprintName([])).toBe('Sprint 1');
    expect(nextSprintName(['Sprint 12'])).toBe('Sprint 13');
    expect(nextSprintName(['Sprint 13', 'Sprint 12'])).toBe('Sprint 14');
    expect(nextSprintName(['SPRINT 13', 'Sprint 14', 'Sprint 12'])).toBe('Sprint 15');
    expect(nextSprintName(['Cycle 09'])).toBe('Cycle 10');
    expect(nextSprintName(['Cycle 9', 'Hardening'])).toBe('Cycle 10');
    expect(nextSprintName(['Hardening'])).toBe('Sprint 1');
    expect(nextSprintName([`${'x'.repeat(79)}9`])).toBe('Sprint 10');
  });
});

describe('an overlap', () => {
  it('P6 is found where two sprints share a day, and names the earliest', () => {
    const [one, two] = [sampleSprint(1), sampleSprint(2, { start: day('2026-01-19'), end: day('2026-02-01') })];
    const between = (start: string, end: string) =>
      overlapsWith({ start: day(start), end: day(end) }, [two, one])?.name;
    expect(between('2026-01-18', '2026-01-19')).toBe('Sprint 1');
    expect(between('2026-01-19', '2026-01-19')).toBe('Sprint 2');
    expect(between('2026-02-02', '2026-02-10')).toBeUndefined();
    expect(between('2025-12-01', '2026-01-04')).toBeUndefined();
    expect(between('2025-12-01', '2026-12-01')).toBe('Sprint 1');
  });
});
