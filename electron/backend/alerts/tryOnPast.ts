import type { TriedAlert } from '../../../shared/alerts/contract.ts';
import type { Rule, RuleSettings } from '../../../shared/alerts/rule.ts';
import { seriesMatches } from '../../../shared/alerts/seriesSubject.ts';
import { triedExceptions } from '../../../shared/alerts/triedExceptions.ts';
import { tryRule } from '../../../shared/alerts/tryRule.ts';
import { untriedBecause } from '../../../shared/alerts/untriedBecause.ts';
import { watchedShare } from '../../../shared/alerts/watchedShare.ts';
import type { EnvironmentId } from '../../../shared/ids.ts';
import type { Environment } from '../../../shared/projects/environment.ts';
import type { AlertDeps } from './alertDeps.ts';
import { looksAtServer, triedTracks } from './triedTracks.ts';

/** Longer than this nobody tries a rule: a month of samples is read in one go. */
const LONGEST_TRIED = 31 * 86_400_000;
/** An alert says no more, either. */
const REASON_MAX = 1_000;

interface Window {
  readonly from: number;
  readonly to: number;
}

interface Tried {
  readonly alerts: TriedAlert[];
  readonly watched: number;
  readonly note: string | null;
}

/** When a rule would have been open on an environment, by what was kept of a time that is over. `others` are the rules it has. */
export const tryOnPast = (
  deps: Pick<AlertDeps, 'measured' | 'mask'>,
  { id, health }: Environment,
  rule: RuleSettings,
  { from, to }: Window,
  others: readonly Rule[],
): Tried => {
  const { measured } = deps;
  const { condition } = rule;
  const window = { from: Math.max(from, to - LONGEST_TRIED), to };
  if (condition.kind === 'exception') return tryExceptions(deps, id, condition, window);
  const { alerts, watched } = tryRule(rule, triedTracks(measured, id, condition, window, others), window);
  if (watched > 0 || alerts.length > 0) return { alerts: [...alerts], watched, note: null };
  const names = 'series' in condition ? measured.seriesNames(id) : [];
  const note = untriedBecause(condition, {
    hasPublicUrl: health.publicUrl !== null,
    watching: measured.isWatching(id),
    measured: 'series' in condition && names.some((name) => seriesMatches(condition.series, name)),
  });
  return { alerts: [], watched, note };
};

/** Their journal could be read whenever the server let us in. */
const tryExceptions = (
  { measured, mask }: Pick<AlertDeps, 'measured' | 'mask'>,
  id: EnvironmentId,
  condition: Parameters<typeof triedExceptions>[0],
  window: Window,
): Tried => {
  const { alerts, note } = triedExceptions(condition, measured.exceptions(id), window);
  const shown = (text: string): string =>
    mask(id, text)
      .replaceAll(/[\p{Cc}\s]+/gu, ' ')
      .slice(0, REASON_MAX);
  const watched = watchedShare(looksAtServer(measured, id, window), window);
  const untried =
    watched > 0 || alerts.length > 0
      ? null
      : untriedBecause(condition, { hasPublicUrl: true, watching: measured.isWatching(id), measured: true });
  return {
    alerts: alerts.map((alert) => ({ ...alert, reason: shown(alert.reason) })),
    watched,
    note: note === null ? untried : shown(note),
  };
};
