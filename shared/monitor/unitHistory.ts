import { z } from 'zod';
import { Instant } from '../ids.ts';
import { UnitState } from './unitState.ts';

/** How a unit stood from an instant on, until its next change. */
export const UnitChange = UnitState.extend({ at: Instant });
export type UnitChange = Readonly<z.infer<typeof UnitChange>>;

/** How a unit stands over time. */
export const UnitHistory = z.object({
  unit: z.string(),
  /** Since when it is in its state; `atLeast` when it was in it at the first look already. */
  since: z.object({ at: Instant, atLeast: z.boolean() }).nullable(),
  restartsInHour: z.number().int(),
  /** The newest first. */
  changes: z.array(UnitChange),
});
export type UnitHistory = Readonly<z.infer<typeof UnitHistory>>;

const HOUR = 3_600_000;

/** How often systemd started a unit again in the hour before an instant. `changes` of that unit, oldest first.
 *
 * systemd counts since the unit was started by hand: a lower number than before is a count begun anew. The first look knows of no time before. What
 * is dated after the instant was noted before the clock was set back, and is not of this hour. */
export const restartsInHour = (changes: readonly UnitChange[], now: number): number =>
  changes.reduce((sum, { at, restarts }, index) => {
    const before = changes[index - 1]?.restarts ?? null;
    if (index === 0 || at <= now - HOUR || at > now || restarts === null) return sum;
    return sum + (before === null || restarts < before ? restarts : restarts - before);
  }, 0);

/** Since when a unit has been in the state it is in; `atLeast` when it was in it at the first look already. Null without a look. */
export const standsSince = (changes: readonly UnitChange[]): UnitHistory['since'] => {
  const newest = changes.at(-1);
  if (newest === undefined) return null;
  const other = changes.findLastIndex(({ active }) => active !== newest.active);
  const first = changes[other + 1] ?? newest;
  return { at: first.at, atLeast: other === -1 };
};
