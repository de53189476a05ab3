import { type CalendarDate, eachDay, weekdayOf } from '../calendarDate.ts';
import type { MemberId } from '../ids.ts';
import { roundPoints } from './roundPoints.ts';
import type { Sprint, SprintMember } from './sprint.ts';

export interface MemberCapacity {
  readonly member: MemberId;
  /** The days that count, in order. */
  readonly days: readonly CalendarDate[];
  /** Days of the sprint that are the member's weekdays. */
  readonly workingDays: number;
  /** Of those, the member's own days off. */
  readonly ownDaysOff: number;
  /** Of those, the days on which nobody works; what is a day off of the member's own already is not counted again. */
  readonly teamDaysOff: number;
  readonly focusFactor: number;
  readonly perDay: number;
  /** In the project's unit. */
  readonly capacity: number;
}

/** What a member can take on in a sprint: days × focus factor × points or hours a day.
 *
 * Days are the sprint's days that are weekdays of the member, less own days off, less the team's days off. Days off outside of the sprint or on
 * days that are not worked take nothing away, and no day is taken away twice. The shape is that of capacity planning in Azure Boards (capacity
 * per day × days, less days off) with the focus factor of Kniberg, Scrum and XP from the Trenches. */
export const memberCapacity = (
  sprint: Pick<Sprint, 'start' | 'end' | 'teamDaysOff'>,
  { member, workingDays, focusFactor, perDay, daysOff }: SprintMember,
): MemberCapacity => {
  const weekdays = new Set(workingDays);
  const own = new Set(daysOff);
  const team = new Set(sprint.teamDaysOff);
  const worked = eachDay(sprint.start, sprint.end).filter((day) => weekdays.has(weekdayOf(day)));
  const notOwn = worked.filter((day) => !own.has(day));
  const days = notOwn.filter((day) => !team.has(day));
  return {
    member,
    days,
    workingDays: worked.length,
    ownDaysOff: worked.length - notOwn.length,
    teamDaysOff: notOwn.length - days.length,
    focusFactor,
    perDay,
    capacity: roundPoints(days.length * focusFactor * perDay),
  };
};
