import { addDays, type CalendarDate, dateAt, weekdayOf } from '../../../../shared/calendarDate.ts';

/** The hour of the day at which a snoozed item comes back: when the day's work begins. */
const MORNING = 8;

/** The instant of the morning of a day, by this machine's clock. */
export const morningOf = (date: CalendarDate): number =>
  new Date(`${date}T${String(MORNING).padStart(2, '0')}:00:00`).getTime();

/** Tomorrow and the next Monday, as seen from an instant in a time zone. */
export const snoozeDays = (
  now: number,
  timeZone: string,
): { readonly tomorrow: CalendarDate; readonly nextWeek: CalendarDate } => {
  const today = dateAt(now, timeZone);
  return { tomorrow: addDays(today, 1), nextWeek: addDays(today, 8 - weekdayOf(today)) };
};
