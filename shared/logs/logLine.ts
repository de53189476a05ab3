import { z } from 'zod';
import { Instant } from '../ids.ts';

/** A line of a log as it is shown: cut at 16 KiB, invalid UTF-8 replaced, SGR colours kept, other escapes made visible. */
export const LogLine = z.object({
  /** Counted from 0. */
  number: z.number().int(),
  text: z.string(),
  /** Bytes the line really has; more than shown when it was cut. */
  bytes: z.number().int(),
  cut: z.boolean(),
  /** When its bytes arrived here; null when that was not recorded. */
  at: Instant.nullable(),
});
export type LogLine = Readonly<z.infer<typeof LogLine>>;

export const LOG_PAGE_MAX = 1000;

/** News of a log: how far it is. `text` is false while nothing was received. */
export const LogNews = z.object({ lines: z.number().int(), bytes: z.number().int(), done: z.boolean() });
export type LogNews = Readonly<z.infer<typeof LogNews>>;
