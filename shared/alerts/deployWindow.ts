import type { EnvironmentSettings } from '../projects/environment.ts';
import type { Condition } from './rule.ts';

/** A deploy as far as alerts must know it. */
export interface WatchedDeploy {
  /** How a sentence calls it: `the deploy of 4f2a9c1`. */
  readonly label: string;
  readonly startedAt: number;
  /** null while it goes on. */
  readonly endedAt: number | null;
  readonly limits: EnvironmentSettings['limits'];
  readonly healthSeconds: number;
}

/** The time in which a deploy excuses the failures that it causes itself: from its start to its end, and as long after it as its health check
 * may take.
 *
 * A deploy whose end nobody hears of excuses nothing beyond the time limits of all its steps. */
export const deployWindow = ({
  startedAt,
  endedAt,
  limits,
  healthSeconds,
}: WatchedDeploy): { readonly from: number; readonly to: number } => {
  const longest = startedAt + Object.values(limits).reduce((sum, each) => sum + each, 0) * 1000;
  return { from: startedAt, to: Math.min(endedAt ?? longest, longest) + healthSeconds * 1000 };
};

/** Whether a deploy may cause it by what it does itself: the app, nginx and what is behind them are restarted, and requests fail meanwhile.
 *
 * A full disk, a server that does not answer, a wrong address or a certificate that ends is never the deploy's blip; nor is an exception, which new code brings and which stays. */
export const expectedOfDeploy = (condition: Condition): boolean =>
  condition.kind !== 'exception' &&
  (condition.kind === 'hop'
    ? condition.hop === null || condition.hop === 'edge' || condition.hop === 'nginx' || condition.hop === 'app'
    : /^(path\.(edge|nginx|app)|http|unit)\.(?!certificate)/.test(`${condition.series}.`));
