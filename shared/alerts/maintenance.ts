import { z } from 'zod';
import { TimeZone } from '../backlog/planningSettings.ts';
import { EnvironmentId, Instant } from '../ids.ts';
import { plainText } from '../plainText.ts';

export const MaintenanceId = z.uuid().brand<'MaintenanceId'>();
export type MaintenanceId = z.infer<typeof MaintenanceId>;

const Minutes = z
  .number()
  .int()
  .min(1)
  .max(7 * 24 * 60);
/** A time of a day on a clock of 24 hours. */
export const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time such as 02:30');

/** When nobody is to be told: once, every week, or by a cron line; the latter two in a time zone, whose daylight saving time they follow. */
export const MaintenanceSchedule = z.discriminatedUnion('kind', [
  z
    .object({ kind: z.literal('once'), from: Instant, to: Instant })
    .refine(({ from, to }) => from < to, { path: ['to'], message: 'must be later than the start' }),
  z.object({
    kind: z.literal('weekly'),
    /** 1 is Monday, 7 Sunday (ISO 8601). */
    weekdays: z.array(z.number().int().min(1).max(7)).min(1).max(7),
    at: TimeOfDay,
    minutes: Minutes,
    timeZone: TimeZone,
  }),
  z.object({
    kind: z.literal('cron'),
    /** Five fields: minute, hour, day of the month, month, weekday. */
    line: plainText(200),
    minutes: Minutes,
    timeZone: TimeZone,
  }),
]);
export type MaintenanceSchedule = Readonly<z.infer<typeof MaintenanceSchedule>>;

/** A window in which rules are evaluated and shown, but nobody is told. */
export const Maintenance = z.object({
  id: MaintenanceId,
  environmentId: EnvironmentId,
  name: plainText(120),
  schedule: MaintenanceSchedule,
});
export type Maintenance = Readonly<z.infer<typeof Maintenance>>;
