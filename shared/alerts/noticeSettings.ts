import { z } from 'zod';
import { TimeZone } from '../backlog/planningSettings.ts';
import { TimeOfDay } from './maintenance.ts';

/** When and of what Pitwall tells outside its window; the list of alerts holds everything at any hour. */
export const NoticeSettings = z.object({
  /** Every day from one time to the other, over midnight when the end is the earlier one; null: none. What happens then is told when they end. */
  quietHours: z
    .object({
      from: TimeOfDay,
      to: TimeOfDay,
      timeZone: TimeZone,
      /** Critical alerts are told at once all the same. */
      letCritical: z.boolean(),
    })
    .refine(({ from, to }) => from !== to, { path: ['to'], message: 'must be another time than the start' })
    .nullable(),
});
export type NoticeSettings = Readonly<z.infer<typeof NoticeSettings>>;

/** Pitwall tells everything at once until somebody says otherwise. */
export const defaultNoticeSettings: NoticeSettings = { quietHours: null };
