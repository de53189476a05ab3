import { absentMs, judgeReading, watchedMs } from './judgeReading.ts';
import { LOST_MS } from './lostMs.ts';
import { withSample } from './rateWindow.ts';
import type { Condition, RuleSettings } from './rule.ts';
import type { ReadingVerdict, RuleReading } from './ruleReading.ts';
import { missedSome, type RuleState } from './ruleState.ts';
import { openingsThatCount, settleMs } from './settleMs.ts';

type Evaluated = Pick<RuleSettings, 'condition' | 'forSeconds' | 'openAfter' | 'closeAfter'>;

/** A rule's state after one more reading; the very same state when nothing of it changed, which is what nearly every reading does.
 *
 * It opens when `openAfter` readings in a row were bad and the time watched between the first and the last is `forSeconds` or more. It closes
 * when `closeAfter` in a row were good, and it has settled (see `settleMs`). An unknown reading neither counts nor resets what was counted;
 * the time around it, and any gap between two readings, counts for no duration.
 *
 * An open rule about a figure that nobody measures any more, while others of its kind are measured, closes after `LOST_MS`: that is no
 * recovery, and `closeSentence` says so. */
export const evaluateRule = (rule: Evaluated, state: RuleState, reading: RuleReading): RuleState => {
  if (reading.kind === 'nothing' && isOfFigure(rule.condition)) return unmeasured(state, reading);
  const verdict = judgeReading(rule.condition, state, reading);
  return remembered(rule, counted(rule, state, reading, verdict), reading);
};

const counted = (
  rule: Evaluated,
  state: RuleState,
  { at, covers }: RuleReading,
  verdict: ReadingVerdict,
): RuleState => {
  if (verdict === 'unknown') return state.lastAt === null ? state : { ...state, lastAt: null };
  if ((verdict === 'good') !== state.open) return state.inRow === 0 ? state : { ...state, ...noRow };
  const row = {
    inRow: state.inRow + 1,
    heldMs: state.heldMs + watchedMs(state.lastAt, at, covers),
    since: state.since ?? at,
    lastAt: at,
  };
  if (state.open)
    return row.inRow >= rule.closeAfter && row.heldMs >= settleMs(state.openings, at)
      ? { ...state, ...noRow, open: false }
      : { ...state, ...row };
  return row.inRow >= rule.openAfter && row.heldMs >= rule.forSeconds * 1000
    ? { ...state, ...noRow, open: true, openings: [...openingsThatCount(state.openings, at), at] }
    : { ...state, ...row };
};

const isOfFigure = ({ kind }: Condition): boolean => kind === 'threshold' || kind === 'rate';

const unmeasured = (state: RuleState, reading: Extract<RuleReading, { kind: 'nothing' }>): RuleState => {
  if (!state.open) return state;
  if (!reading.watched) return { ...state, absence: { ...state.absence, lastAt: null } };
  const ms = absentMs(state, reading);
  return ms >= LOST_MS
    ? { ...state, ...noRow, open: false, absence: nothingMissed }
    : { ...state, absence: { ms, lastAt: reading.at } };
};

const nothingMissed = { ms: 0, lastAt: null } as const;
const noRow = { inRow: 0, heldMs: 0, since: null, lastAt: null } as const;

const remembered = ({ condition }: Evaluated, before: RuleState, reading: RuleReading): RuleState => {
  const measured = reading.kind === 'value' && reading.value !== null && isOfFigure(condition);
  const state = measured && missedSome(before) ? { ...before, absence: nothingMissed } : before;
  if (condition.kind === 'rate' && reading.kind === 'value' && reading.value !== null && Number.isFinite(reading.value))
    return { ...state, rate: withSample(state.rate, reading.at, reading.value, condition.overSeconds) };
  if (condition.kind !== 'absence') return state;
  if (reading.kind === 'value' && reading.value !== null) return { ...state, absence: { ms: 0, lastAt: reading.at } };
  if (reading.kind === 'nothing' && reading.watched)
    return { ...state, absence: { ms: absentMs(state, reading), lastAt: reading.at } };
  return state.absence.lastAt === null ? state : { ...state, absence: { ...state.absence, lastAt: null } };
};
