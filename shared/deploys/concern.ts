import { z } from 'zod';

/** What stands against a deploy now: a `stop` refuses it, a `warning` only says so. */
export const Concern = z.object({
  level: z.enum(['stop', 'warning']),
  message: z.string(),
  act: z.string().nullable(),
});
export type Concern = Readonly<z.infer<typeof Concern>>;
