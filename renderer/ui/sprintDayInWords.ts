import { type CalendarDate, daysBetween } from '../../shared/calendarDate.ts';
import type { Sprint } from '../../shared/sprints/sprint.ts';
import { lengthOf } from '../../shared/sprints/sprintDays.ts';

const days = (count: number): string => `${String(count)} ${count === 1 ? 'day' : 'days'}`;

/** Where today is in a sprint: `day 6 of 14`, `starts in 3 days`, `2 days over its end`. */
export const sprintDayInWords = (sprint: Pick<Sprint, 'start' | 'end'>, today: CalendarDate): string => {
  if (today < sprint.start) return `starts in ${days(daysBetween(today, sprint.start))}`;
  if (today > sprint.end) return `${days(daysBetween(sprint.end, today))} over its end`;
  return `day ${String(daysBetween(sprint.start, today) + 1)} of ${String(lengthOf(sprint))}`;
};
