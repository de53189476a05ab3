import { z } from 'zod';

const DAY = 86_400_000;

/** A day without a time, `YYYY-MM-DD` (ISO 8601); compares as a string. */
export const CalendarDate = z.iso.date().brand<'CalendarDate'>();
export type CalendarDate = z.infer<typeof CalendarDate>;

const utc = (date: CalendarDate): number => Date.parse(`${date}T00:00:00Z`);
const fromUtc = (at: number): CalendarDate => new Date(at).toISOString().slice(0, 10) as CalendarDate;

export const addDays = (date: CalendarDate, days: number): CalendarDate => fromUtc(utc(date) + days * DAY);

/** Days from one to another; negative when the other is earlier. */
export const daysBetween = (from: CalendarDate, to: CalendarDate): number => Math.round((utc(to) - utc(from)) / DAY);

/** 1 is Monday, 7 Sunday (ISO 8601). */
export const weekdayOf = (date: CalendarDate): number => ((new Date(utc(date)).getUTCDay() + 6) % 7) + 1;

/** Every day from the first to the last, both included; none when the last is earlier. */
export const eachDay = (first: CalendarDate, last: CalendarDate): readonly CalendarDate[] =>
  Array.from({ length: Math.max(0, daysBetween(first, last) + 1) }, (_, at) => addDays(first, at));

/** The day it is at an instant (milliseconds since 1970 in UTC) in an IANA time zone. */
export const dateAt = (instant: number, timeZone: string): CalendarDate =>
  formatOf(timeZone).format(instant) as CalendarDate;

const formats = new Map<string, Intl.DateTimeFormat>();

/** en-CA writes dates as ISO 8601 does. Making a format costs a hundred times its use. */
const formatOf = (timeZone: string): Intl.DateTimeFormat => {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  formats.set(timeZone, made);
  return made;
};
