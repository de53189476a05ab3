import { z } from 'zod';
import { EnvironmentId, Instant } from '../ids.ts';

export const ExceptionGroupId = z.number().int().positive().brand<'ExceptionGroupId'>();
export type ExceptionGroupId = z.infer<typeof ExceptionGroupId>;

/** All exceptions of one fingerprint: what a group is made of, and what is merged and split. */
export const ExceptionPart = z.object({
  id: ExceptionGroupId,
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
export type ExceptionPart = Readonly<z.infer<typeof ExceptionPart>>;

/** Exceptions of an environment that count as one: those of one fingerprint, or of several that somebody merged.
 *
 * Type, path and reason are those of the part whose id it has; the figures are of all. */
export const ExceptionGroup = ExceptionPart.extend({
  environment: EnvironmentId,
  /** What counts to it, the one with its id first. */
  parts: z.array(ExceptionPart.omit({ sample: true })).min(1),
});
export type ExceptionGroup = Readonly<z.infer<typeof ExceptionGroup>>;

/** The group that parts make together; the first gives its name. It is resolved when all of them are. */
export const groupOfParts = (
  environment: EnvironmentId,
  [head, ...others]: readonly [ExceptionPart, ...ExceptionPart[]],
): ExceptionGroup => {
  const parts = [head, ...others];
  const latest = parts.reduce((one, other) => (other.lastSeen > one.lastSeen ? other : one));
  const open = parts.some(({ state }) => state === 'open');
  const regressed = parts.flatMap(({ regressedAt }) => regressedAt ?? []);
  return {
    ...head,
    environment,
    message: latest.message,
    sample: latest.sample,
    count: parts.reduce((sum, { count }) => sum + count, 0),
    firstSeen: Math.min(...parts.map(({ firstSeen }) => firstSeen)),
    lastSeen: latest.lastSeen,
    state: open ? 'open' : 'resolved',
    resolvedAt: open ? null : Math.max(...parts.map(({ resolvedAt }) => resolvedAt ?? 0)),
    regressions: parts.reduce((sum, { regressions }) => sum + regressions, 0),
    regressedAt: regressed.length === 0 ? null : Math.max(...regressed),
    parts: parts.map(({ sample: _sample, ...part }) => part),
  };
};

type Life = Pick<
  ExceptionPart,
  'count' | 'firstSeen' | 'lastSeen' | 'state' | 'resolvedAt' | 'regressions' | 'regressedAt'
>;

/** Counts one more. One from before its resolution that was only read later does not open it again; one from the same millisecond does: told
 * once too often is better than not at all. `openBeside`: its group is open by another part, so that this is no regression of the group. */
export const seenAgain = <T extends Life>(part: T, at: number, openBeside = false): T => {
  const reopened = part.state === 'resolved' && at >= (part.resolvedAt ?? 0);
  return {
    ...part,
    count: part.count + 1,
    firstSeen: Math.min(part.firstSeen, at),
    lastSeen: Math.max(part.lastSeen, at),
    ...(reopened && { state: 'open', resolvedAt: null }),
    ...(reopened && !openBeside && { regressions: part.regressions + 1, regressedAt: at }),
  };
};
