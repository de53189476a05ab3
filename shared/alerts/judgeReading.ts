import { changeInPercent, meanBefore } from './rateWindow.ts';
import type { Condition } from './rule.ts';
import type { ReadingVerdict, RuleReading } from './ruleReading.ts';
import type { RuleState } from './ruleState.ts';

/** Whether a reading is bad for a rule in its state.
 *
 * Between `open` and `close` of a threshold a closed rule is good and an open one still bad: that is its hysteresis. */
export const judgeReading = (condition: Condition, state: RuleState, reading: RuleReading): ReadingVerdict => {
  switch (condition.kind) {
    case 'threshold': {
      const value = measuredValue(reading);
      if (value === null) return 'unknown';
      const limit = state.open ? condition.close : condition.open;
      return (condition.side === 'above' ? value > limit : value < limit) ? 'bad' : 'good';
    }
    case 'rate': {
      const value = measuredValue(reading);
      const mean = meanBefore(state.rate, reading.at, condition.overSeconds);
      const change = value === null || mean === null ? null : changeInPercent(value, mean);
      if (change === null) return 'unknown';
      return (condition.side === 'above' ? change > condition.percent : change < -condition.percent) ? 'bad' : 'good';
    }
    case 'absence':
      if (reading.kind === 'value') return reading.value === null ? 'unknown' : 'good';
      return reading.kind === 'nothing' && reading.watched && absentMs(state, reading) >= condition.seconds * 1000
        ? 'bad'
        : 'unknown';
    case 'hop':
      return reading.kind === 'verdict' ? reading.verdict : 'unknown';
    // Exceptions are no readings: see `exceptionOpens`.
    case 'exception':
      return 'unknown';
  }
};

/** The watched time without a sample, up to and with a reading. */
export const absentMs = ({ absence }: RuleState, { at, covers }: RuleReading): number =>
  absence.ms + watchedMs(absence.lastAt, at, covers);

/** The watched time between two readings: none after something unknown, none over a gap, and none while a clock goes back. */
export const watchedMs = (lastAt: number | null, at: number, covers: number): number =>
  lastAt === null || at < lastAt || at - lastAt > covers ? 0 : at - lastAt;

const measuredValue = (reading: RuleReading): number | null =>
  reading.kind === 'value' && reading.value !== null && Number.isFinite(reading.value) ? reading.value : null;
