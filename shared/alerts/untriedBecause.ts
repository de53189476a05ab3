import { hopLabels } from '../monitor/hopLabels.ts';
import { seriesInWords } from '../monitor/seriesInWords.ts';
import type { Condition } from './rule.ts';

/** What is there to try a rule against. */
export interface TriedAgainst {
  readonly hasPublicUrl: boolean;
  /** The environment is watched now. */
  readonly watching: boolean;
  /** A series that the condition looks at was measured at some time. */
  readonly measured: boolean;
}

/** Why the past says nothing at all about a condition, and what to do; null when the time that is tried is just not covered. */
export const untriedBecause = (
  condition: Condition,
  { hasPublicUrl, watching, measured }: TriedAgainst,
): string | null => {
  if (condition.kind === 'hop' && (condition.hop === 'dns' || condition.hop === 'edge') && !hasPublicUrl)
    return `Nobody looks at ${hopLabels[condition.hop]}, because the environment has no public address. Give it one in its settings, or choose another hop.`;
  const series =
    'series' in condition && !measured ? `No value of ${seriesInWords(condition.series)} was ever kept.` : '';
  if (!watching)
    return `${series} The environment is not watched: switch its watching on, and try the rule after a while.`.trim();
  if (series === '') return null;
  return `${series} See under Metrics what is measured, and choose something of that; or wait until there is some of it.`;
};
