import { z } from 'zod';
import { EnvironmentId, Instant, ItemId, ProjectId } from '../ids.ts';
import { RuleId, Severity } from './rule.ts';

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
  /** What of the rule it is about, such as the mount `/srv`; empty when there is but one. */
  subject: z.string(),
  severity: Severity,
  /** What was seen, in one sentence with figures. */
  reason: z.string(),
  openedAt: Instant,
  closedAt: Instant.nullable(),
  /** Why it closed, in one sentence with figures; null while it is open. */
  closedReason: z.string().nullable(),
  acknowledged: z.object({ at: Instant, by: z.string() }).nullable(),
  /** What keeps it quiet, in words: a silence, a maintenance window or a deploy. Nobody has been told of it; null once somebody may be. */
  masked: z.string().nullable(),
  /** The backlog item it became; null while there is none. */
  item: ItemId.nullable(),
});
export type Alert = Readonly<z.infer<typeof Alert>>;
