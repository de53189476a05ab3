import { z } from 'zod';
import { EnvironmentId, Instant, ItemId, ProjectId } from '../ids.ts';
import { RuleId } from './rule.ts';

export const AlertId = z.uuid().brand<'AlertId'>();
export type AlertId = z.infer<typeof AlertId>;

/** One time that a rule was broken, from opening to closing. */
export const Alert = z.object({
  id: AlertId,
  projectId: ProjectId,
  environmentId: EnvironmentId,
  rule: RuleId,
  /** The rule's name when it opened. */
  name: z.string(),
  severity: z.enum(['warning', 'critical']),
  /** What was seen, in one sentence with figures. */
  reason: z.string(),
  openedAt: Instant,
  closedAt: Instant.nullable(),
  acknowledged: z.object({ at: Instant, by: z.string() }).nullable(),
  /** Opened while a silence or a maintenance window held: nobody was told. */
  silenced: z.boolean(),
  /** The backlog item it became; null while there is none. */
  item: ItemId.nullable(),
});
export type Alert = Readonly<z.infer<typeof Alert>>;
