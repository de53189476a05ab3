import { closeSentence, openSentence } from './alertSentence.ts';
import type { TriedAlert } from './contract.ts';
import { evaluateRule } from './evaluateRule.ts';
import type { RuleSettings } from './rule.ts';
import type { RuleReading } from './ruleReading.ts';
import { type RuleState, ruleState } from './ruleState.ts';
import { watchedShare } from './watchedShare.ts';

/** What was measured of one thing that a rule looks at. */
export interface TriedTrack {
  /** The series, or the hop. */
  readonly name: string;
  readonly unit: string;
  /** What is said of a hop that fails; empty for a series. */
  readonly detail: string;
  /** Times ascend. */
  readonly readings: readonly RuleReading[];
}

/** When a rule would have been open in a time that is over, and the share of that time that was measured.
 *
 * It starts with nothing known at `from`, as a new rule does; an alert that is open at `to` has no end. */
export const tryRule = (
  rule: RuleSettings,
  tracks: readonly TriedTrack[],
  window: { readonly from: number; readonly to: number },
): { readonly alerts: readonly TriedAlert[]; readonly watched: number } => {
  const watched = tracks.map(({ readings }) => watchedShare(readings, window));
  return {
    alerts: tracks.flatMap((track) => tryTrack(rule, track)).toSorted((one, other) => one.from - other.from),
    watched: watched.reduce((sum, each) => sum + each, 0) / Math.max(1, watched.length),
  };
};

const tryTrack = (rule: RuleSettings, { readings, ...track }: TriedTrack): readonly TriedAlert[] => {
  const alerts: TriedAlert[] = [];
  const spoken = { rule, ...track };
  let state: RuleState = ruleState({ open: false, openings: [] });
  for (const reading of readings) {
    const next = evaluateRule(rule, state, reading);
    if (next.open && !state.open)
      alerts.push({ from: reading.at, to: null, reason: openSentence(spoken, state, reading), closed: null });
    const last = alerts.at(-1);
    if (!next.open && state.open && last !== undefined)
      alerts[alerts.length - 1] = { ...last, to: reading.at, closed: closeSentence(spoken, state, reading) };
    state = next;
  }
  return alerts;
};
