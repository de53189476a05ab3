import { addDays, type CalendarDate, dateAt, weekdayOf } from '../calendarDate.ts';
import type { MaintenanceSchedule } from './maintenance.ts';
import { zonedInstant } from './zonedInstant.ts';

export interface TimeSpan {
  readonly from: number;
  /** The first instant that is not in it any more. */
  readonly to: number;
}

/** When a cron line starts, for lines that somebody checked; each null when it never does on that side. */
export interface CronStarts {
  /** The last start at or before an instant. */
  readonly last: (line: string, timeZone: string, at: number) => number | null;
  /** The first start after an instant. */
  readonly next: (line: string, timeZone: string, after: number) => number | null;
}

/** The window of a schedule that an instant lies in, the one that ends last when several do; null outside. */
export const maintenanceAt = (schedule: MaintenanceSchedule, at: number, cron: CronStarts): TimeSpan | null => {
  const from = lastStart(schedule, at, cron);
  if (from === null) return null;
  const to = schedule.kind === 'once' ? schedule.to : from + schedule.minutes * 60_000;
  return at < to ? { from, to } : null;
};

/** When the schedule's next window begins, after an instant; null when none will. */
export const nextMaintenance = (schedule: MaintenanceSchedule, after: number, cron: CronStarts): number | null => {
  switch (schedule.kind) {
    case 'once':
      return schedule.from > after ? schedule.from : null;
    case 'weekly':
      return weeklyStarts(schedule, after).find((start) => start > after) ?? null;
    case 'cron':
      return cron.next(schedule.line, schedule.timeZone, after);
  }
};

const lastStart = (schedule: MaintenanceSchedule, at: number, cron: CronStarts): number | null => {
  switch (schedule.kind) {
    case 'once':
      return schedule.from <= at ? schedule.from : null;
    case 'weekly':
      return weeklyStarts(schedule, at).findLast((start) => start <= at) ?? null;
    case 'cron':
      return cron.last(schedule.line, schedule.timeZone, at);
  }
};

/** The starts of the weeks before and after an instant, in order. A day too much on either side costs nothing. */
const weeklyStarts = (
  { weekdays, at, timeZone }: Extract<MaintenanceSchedule, { kind: 'weekly' }>,
  instant: number,
): readonly number[] => {
  const today = dateAt(instant, timeZone);
  const days: CalendarDate[] = [];
  for (let offset = -8; offset <= 8; offset += 1) days.push(addDays(today, offset));
  return days.filter((day) => weekdays.includes(weekdayOf(day))).map((day) => zonedInstant(day, at, timeZone));
};
