import { closeSentence, openSentence } from './alertSentence.ts';
import type { TriedAlert } from './contract.ts';
import { evaluateRule } from './evaluateRule.ts';
import { watchedMs } from './judgeReading.ts';
import type { RuleSettings } from './rule.ts';
import type { RuleReading } from './ruleReading.ts';
import { type RuleState, ruleState } from './ruleState.ts';

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
  const tried = tracks.map((track) => tryTrack(rule, track));
  const watched = tried.map((each) => each.watchedMs / Math.max(1, window.to - window.from));
  return {
    alerts: tried.flatMap(({ alerts }) => alerts).toSorted((one, other) => one.from - other.from),
    watched: watched.length === 0 ? 0 : Math.min(1, watched.reduce((sum, each) => sum + each, 0) / watched.length),
  };
};

const tryTrack = (
  rule: RuleSettings,
  { readings, ...track }: TriedTrack,
): { readonly alerts: readonly TriedAlert[]; readonly watchedMs: number } => {
  const alerts: TriedAlert[] = [];
  const spoken = { rule, ...track };
  let state: RuleState = ruleState({ open: false, openings: [] });
  let [lastKnown, watched]: [number | null, number] = [null, 0];
  for (const reading of readings) {
    const next = evaluateRule(rule, state, reading);
    if (next.open && !state.open)
      alerts.push({ from: reading.at, to: null, reason: openSentence(spoken, state, reading), closed: null });
    const last = alerts.at(-1);
    if (!next.open && state.open && last !== undefined)
      alerts[alerts.length - 1] = { ...last, to: reading.at, closed: closeSentence(spoken, state, reading) };
    state = next;
    const known = isKnown(reading);
    if (known) watched += watchedMs(lastKnown, reading.at, reading.covers);
    lastKnown = known ? reading.at : null;
  }
  return { alerts, watchedMs: watched };
};

const isKnown = (reading: RuleReading): boolean => {
  switch (reading.kind) {
    case 'value':
      return reading.value !== null;
    case 'verdict':
      return reading.verdict !== 'unknown';
    case 'nothing':
      return reading.watched;
  }
};
