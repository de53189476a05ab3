import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, eachDay, weekdayOf } from '../calendarDate.ts';
import { capacityInWords, daysInWords } from './capacityInWords.ts';
import { memberCapacity } from './memberCapacity.ts';
import { sprintCapacity } from './sprintCapacity.ts';
import { arbitrarySprint, day, sampleSprint, sampleSprintMember } from './testing/sampleSprint.ts';

describe('capacity', () => {
  it('P8 is working days × focus factor × points a day, less own and team days off, and says so', () => {
    const sprint = sampleSprint(1, { teamDaysOff: [day('2026-01-06')] });
    const plain = memberCapacity({ ...sprint, teamDaysOff: [] }, sampleSprintMember(1));
    expect([plain.capacity, capacityInWords(plain, 'points'), daysInWords(plain)]).toEqual([
      8,
      '10 days × 0.8 × 1 point = 8',
      '10 working days',
    ]);
    const team = memberCapacity(sprint, sampleSprintMember(1));
    expect([team.capacity, capacityInWords(team, 'points')]).toEqual([7.2, '9 days × 0.8 × 1 point = 7.2']);
    const own = memberCapacity(
      sprint,
      sampleSprintMember(1, { perDay: 6, daysOff: [day('2026-01-07'), day('2026-01-08')] }),
    );
    expect([own.capacity, capacityInWords(own, 'hours'), daysInWords(own)]).toEqual([
      33.6,
      '7 days × 0.8 × 6 hours = 33.6',
      '10 working days − 2 own days off − 1 team day off = 7 days',
    ]);
  });

  it('P8 counts a day off once, though it is the member’s and the team’s and named twice', () => {
    const off = day('2026-01-06');
    const sprint = sampleSprint(1, { teamDaysOff: [off, off] });
    const both = memberCapacity(sprint, sampleSprintMember(1, { daysOff: [off, off] }));
    expect([both.days.length, both.ownDaysOff, both.teamDaysOff]).toEqual([9, 1, 0]);
  });

  it('P8 is 0 for a member with zero days, a focus of 0 and a sprint without members', () => {
    expect(memberCapacity(sampleSprint(1), sampleSprintMember(1, { workingDays: [] })).capacity).toBe(0);
    expect(memberCapacity(sampleSprint(1), sampleSprintMember(1, { focusFactor: 0 })).capacity).toBe(0);
    expect(sprintCapacity(sampleSprint(1)).total).toBe(0);
  });

  it('P8 of the team is the sum of its members, of whatever sprint', () => {
    fc.assert(
      fc.property(arbitrarySprint, (sprint) => {
        const { members, total } = sprintCapacity(sprint);
        expect(total).toBeCloseTo(
          members.reduce((sum, { capacity }) => sum + capacity, 0),
          4,
        );
        for (const each of members) {
          expect(each.capacity).toBeGreaterThanOrEqual(0);
          expect(each.workingDays - each.ownDaysOff - each.teamDaysOff).toBe(each.days.length);
          expect(new Set(each.days).size).toBe(each.days.length);
          expect(each.capacity).toBeCloseTo(each.days.length * each.focusFactor * each.perDay, 4);
        }
      }),
    );
  });

  it('P8 is not changed by days off outside of the sprint or on days that are not worked', () => {
    fc.assert(
      fc.property(arbitrarySprint, (sprint) => {
        const outside = [addDays(sprint.start, -1), addDays(sprint.end, 1), addDays(sprint.end, 30)];
        for (const member of sprint.members) {
          const free = eachDay(sprint.start, sprint.end).filter(
            (each) => !member.workingDays.includes(weekdayOf(each)),
          );
          const before = memberCapacity(sprint, member);
          expect(memberCapacity(sprint, { ...member, daysOff: [...member.daysOff, ...outside, ...free] })).toEqual(
            before,
          );
          const teamDaysOff = [...sprint.teamDaysOff, ...outside, ...free];
          expect(memberCapacity({ ...sprint, teamDaysOff }, member)).toEqual(before);
        }
      }),
    );
  });

  it('P8 loses exactly one day’s share for each further working day off', () => {
    fc.assert(
      fc.property(arbitrarySprint, fc.nat(), (sprint, pick) => {
        for (const member of sprint.members) {
          const before = memberCapacity(sprint, member);
          const off = before.days[pick % Math.max(1, before.days.length)];
          if (off === undefined) continue;
          const after = memberCapacity(sprint, { ...member, daysOff: [...member.daysOff, off] });
          expect(after.days).toEqual(before.days.filter((each) => each !== off));
          expect(before.capacity - after.capacity).toBeCloseTo(member.focusFactor * member.perDay, 4);
        }
      }),
    );
  });
});
