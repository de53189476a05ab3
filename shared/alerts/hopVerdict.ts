import type { HopName, HopState, PathReading } from '../monitor/hop.ts';
import { hopLabels } from '../monitor/hopLabels.ts';
import type { ReadingVerdict } from './ruleReading.ts';

/** What a look at the path says to a rule about a hop, or about the whole path (`hop` null), and what was seen.
 *
 * A hop is bad when it is the first that fails by itself. What another hop explains or hides is unknown, as is what nobody could look at: the
 * rule of that other hop speaks for it (`watchedHops` have one), so that one failure is one alert. Where no rule speaks for it, this one does. */
export const hopVerdict = (
  path: PathReading,
  hop: HopName | null,
  watchedHops: ReadonlySet<HopName>,
): { readonly verdict: ReadingVerdict; readonly detail: string } => {
  if (path.ownNetwork === 'down') return { verdict: 'unknown', detail: path.reason };
  const spokenFor = path.failing !== null && path.failing !== hop && watchedHops.has(path.failing);
  if (hop === null) return { verdict: verdictOf(path.state, spokenFor), detail: path.reason };
  const seen = path.hops.find((each) => each.hop === hop);
  if (seen === undefined) return { verdict: 'unknown', detail: '' };
  if (path.failing === hop) return { verdict: 'bad', detail: path.reason };
  return {
    verdict: verdictOf(seen.state, spokenFor || seen.explainedBy !== null),
    detail: `${hopLabels[hop]}: ${seen.detail}`,
  };
};

/** Whether a look at the path shows that a hop is no part of it any more; one that nobody could make shows nothing. */
export const isLeft = ({ hops }: Pick<PathReading, 'hops'>, hop: HopName | null): boolean =>
  hop !== null && hops.length > 0 && hops.every((each) => each.hop !== hop);

/** A failure that another rule speaks for is unknown; what works is good whatever else fails. */
const verdictOf = (state: HopState, inhibited: boolean): ReadingVerdict => {
  if (state === 'unknown') return 'unknown';
  if (state !== 'down') return 'good';
  return inhibited ? 'unknown' : 'bad';
};
