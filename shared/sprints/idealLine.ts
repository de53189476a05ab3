import { type CalendarDate, eachDay, weekdayOf } from '../calendarDate.ts';
import { roundPoints } from './roundPoints.ts';
import type { Sprint } from './sprint.ts';

/** Monday to Friday, where a sprint names no member who could say otherwise. */
const USUAL_WEEK: readonly number[] = [1, 2, 3, 4, 5];

/** What would remain at the end of each day of a sprint if the work went evenly over its working days: falls from the points at the start to 0
 * on the last working day, and stays level where nobody works.
 *
 * A day is a working day when it is a weekday of any member and no day off of the team. Where there is none, every day is. */
export const idealLine = (
  { start, end, members, teamDaysOff }: Pick<Sprint, 'start' | 'end' | 'members' | 'teamDaysOff'>,
  points: number,
): ReadonlyMap<CalendarDate, number> => {
  const days = eachDay(start, end);
  const own = new Set(members.flatMap(({ workingDays }) => workingDays));
  const weekdays = own.size === 0 ? new Set(USUAL_WEEK) : own;
  const off = new Set(teamDaysOff);
  const working = days.filter((day) => weekdays.has(weekdayOf(day)) && !off.has(day));
  const counted = new Set(working.length === 0 ? days : working);
  let worked = 0;
  return new Map(
    days.map((day) => {
      if (counted.has(day)) worked += 1;
      return [day, roundPoints(points * (1 - worked / counted.size))];
    }),
  );
};
