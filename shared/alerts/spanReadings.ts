import type { StateSpan } from '../monitor/contract.ts';
import type { HopName, HopState } from '../monitor/hop.ts';
import type { RuleReading } from './ruleReading.ts';

/** A kept stretch of one hop, or of the path (hop null), whose cause is then the hop that failed first; empty when none did. */
export type CausedSpan = StateSpan & { readonly cause: string };

/** The readings that a rule about a hop (null: the path) would have seen: one every `every` ms of each span, from its beginning, which was a look.
 *
 * Follows `hopVerdict` as far as what was kept allows: which hop explained another's failure is only known of the first that failed. An open
 * span counts until `window.to`. */
export const spanReadings = (
  spans: readonly CausedSpan[],
  hop: HopName | null,
  watchedHops: ReadonlySet<HopName>,
  window: { readonly from: number; readonly to: number },
  every: number,
): readonly RuleReading[] => {
  const of = (wanted: HopName | null) =>
    spans.filter((each) => each.hop === wanted).toSorted((one, other) => one.from - other.from);
  const path = follower(of(null), window.to);
  const readings: RuleReading[] = [];
  for (const { state, from, to } of of(hop)) {
    const end = Math.min(to ?? window.to, window.to);
    for (let at = Math.max(from, window.from); at < end; at += every) {
      const failing = path(at)?.cause ?? '';
      const spokenFor = failing !== '' && failing !== hop && watchedHops.has(failing as HopName);
      readings.push({ kind: 'verdict', at, covers: every * 2, verdict: verdictOf(state, spokenFor) });
    }
  }
  return readings;
};

const verdictOf = (state: HopState, spokenFor: boolean) => {
  if (state === 'unknown' || (state === 'down' && spokenFor)) return 'unknown';
  return state === 'down' ? 'bad' : 'good';
};

/** The span at an instant, asked for instants that ascend; the spans do, too. */
const follower = (sorted: readonly CausedSpan[], now: number) => {
  let at = 0;
  return (instant: number): CausedSpan | null => {
    while (at < sorted.length && (sorted[at]?.to ?? now) <= instant) at += 1;
    const span = sorted[at];
    return span !== undefined && span.from <= instant ? span : null;
  };
};
