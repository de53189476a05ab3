import type { CalendarDate } from '../../shared/calendarDate.ts';

const short = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });
const withYear = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
const withWeekday = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  timeZone: 'UTC',
});

const noon = (date: CalendarDate): Date => new Date(`${date}T12:00:00Z`);

/** A day as `7 Dec`, or `7 Dec 2025` when it is of another year than `today`. */
export const formatDay = (date: CalendarDate, today: CalendarDate): string =>
  (date.slice(0, 4) === today.slice(0, 4) ? short : withYear).format(noon(date));

/** A day with its weekday: `Mon 7 Dec`. */
export const formatWeekday = (date: CalendarDate): string => withWeekday.format(noon(date)).replace(',', '');

/** The first and the last day of something: `7 Dec – 20 Dec`. A year that both share, or that is this one, is not said twice. */
export const formatDays = (first: CalendarDate, last: CalendarDate, today: CalendarDate): string =>
  `${formatDay(first, first.slice(0, 4) === last.slice(0, 4) ? first : today)} – ${formatDay(last, today)}`;
