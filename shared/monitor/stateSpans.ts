import type { HopState } from './hop.ts';

/** A stretch that readings in a row agree about. */
export interface Stretch {
  readonly state: HopState;
  /** What else must stay the same for the stretch to go on: the failing hop of a path, the status of a hop. */
  readonly cause: string;
  readonly detail: string;
  readonly from: number;
  /** The newest reading that agreed. */
  readonly seen: number;
}

export interface SpanReading {
  readonly state: HopState;
  readonly cause: string;
  readonly detail: string;
  readonly at: number;
}

/** What a new reading makes of the stretch before it.
 *
 * `ended` is that stretch when it is over, with its end. A change is dated to the reading that saw it. After more than `reach` ms without a
 * reading nobody was watching: the stretch ends at its last reading, and the time between belongs to none, so that a gap stays a gap. A clock
 * that was set back ends it likewise; a stretch never ends before it began. */
export const nextStretch = (
  before: Stretch | null,
  reading: SpanReading,
  reach: number,
): { readonly ended: (Stretch & { readonly to: number }) | null; readonly open: Stretch } => {
  const fresh: Stretch = { ...reading, from: reading.at, seen: reading.at };
  if (before === null) return { ended: null, open: withoutAt(fresh) };
  const gap = reading.at - before.seen;
  if (gap < 0 || gap > reach) return { ended: { ...before, to: before.seen }, open: withoutAt(fresh) };
  if (before.state === reading.state && before.cause === reading.cause)
    return { ended: null, open: { ...before, seen: reading.at } };
  return { ended: { ...before, to: reading.at }, open: withoutAt(fresh) };
};

const withoutAt = ({ state, cause, detail, from, seen }: Stretch): Stretch => ({ state, cause, detail, from, seen });

/** How long one reading speaks for the time after it: two looks may fail to come before the time counts as not watched. */
export const reachOf = (intervalMs: number): number => intervalMs * 3;
