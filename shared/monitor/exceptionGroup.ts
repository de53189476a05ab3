import { z } from 'zod';
import { EnvironmentId, Instant } from '../ids.ts';

export const ExceptionGroupId = z.number().int().positive().brand<'ExceptionGroupId'>();
export type ExceptionGroupId = z.infer<typeof ExceptionGroupId>;

/** Exceptions of an environment that count as one. */
export const ExceptionGroup = z.object({
  id: ExceptionGroupId,
  environment: EnvironmentId,
  type: z.string(),
  /** Of the last one. */
  message: z.string(),
  /** The way through the code, the outermost first. */
  path: z.array(z.string()),
  /** Why they count as one, in words. */
  because: z.string(),
  count: z.number().int(),
  firstSeen: Instant,
  lastSeen: Instant,
  state: z.enum(['open', 'resolved']),
  resolvedAt: Instant.nullable(),
  /** How often it came back after it was resolved; the last time at `regressedAt`. */
  regressions: z.number().int(),
  regressedAt: Instant.nullable(),
  /** The last one as it was printed. */
  sample: z.string(),
});
export type ExceptionGroup = Readonly<z.infer<typeof ExceptionGroup>>;

type Life = Pick<
  ExceptionGroup,
  'count' | 'firstSeen' | 'lastSeen' | 'state' | 'resolvedAt' | 'regressions' | 'regressedAt'
>;

/** Counts one more. One from before its group's resolution that was only read later does not open it again; one from the same millisecond
 * does: told once too often is better than not at all. */
export const seenAgain = <T extends Life>(group: T, at: number): T => {
  const regressed = group.state === 'resolved' && at >= (group.resolvedAt ?? 0);
  return {
    ...group,
    count: group.count + 1,
    firstSeen: Math.min(group.firstSeen, at),
    lastSeen: Math.max(group.lastSeen, at),
    ...(regressed && { state: 'open', resolvedAt: null, regressions: group.regressions + 1, regressedAt: at }),
  };
};
