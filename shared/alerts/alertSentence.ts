import { seriesInWords } from '../monitor/seriesInWords.ts';
import { stateWords } from '../monitor/stateWords.ts';
import { begunSeries } from './begunSeries.ts';
import { LOST_MS } from './lostMs.ts';
import { measuredFigure } from './measuredFigure.ts';
import { changeInPercent, meanBefore } from './rateWindow.ts';
import type { RuleSettings } from './rule.ts';
import type { RuleReading } from './ruleReading.ts';
import type { RuleState } from './ruleState.ts';
import { spokenSeconds } from './spokenSeconds.ts';

export interface Spoken {
  readonly rule: Pick<RuleSettings, 'condition' | 'forSeconds' | 'openAfter'>;
  /** The series as it was measured, e.g. `disk.used:/srv`, which is said in words; of a hop what it is called. */
  readonly name: string;
  readonly unit: string;
  /** What a probe saw, in one sentence; empty for a series. */
  readonly detail: string;
}

/** Why an alert opened, with the figures. `before` is the state the reading came to. */
export const openSentence = (spoken: Spoken, before: RuleState, reading: RuleReading): string => {
  const { rule, name, unit, detail } = spoken;
  const { condition } = rule;
  const series = begunSeries(name);
  const value = reading.kind === 'value' ? reading.value : null;
  const how = persistence(rule);
  switch (condition.kind) {
    case 'threshold': {
      const state = stateWords(name);
      if (state !== null && value !== null)
        return `${begun(state.what)} is ${value >= 1 ? state.yes : state.no}${how}.`;
      return `${series} is ${value === null ? 'bad' : measuredFigure(value, unit, condition.open)}: ${condition.side} ${measuredFigure(condition.open, unit)}${how}.`;
    }
    case 'rate': {
      const mean = meanBefore(before.rate, reading.at, condition.overSeconds);
      const change = mean === null || value === null ? null : changeInPercent(value, mean);
      if (mean === null || value === null || change === null)
        return `${series} changed by more than ${condition.percent} %${how}.`;
      const side = change < 0 ? 'below' : 'above';
      return `${series} is ${measuredFigure(value, unit)}: ${measuredFigure(Math.abs(change), '%')} ${side} the mean of the ${spokenSeconds(condition.overSeconds)} before, ${measuredFigure(mean, unit)}${how}.`;
    }
    case 'absence':
      return `No sample of ${seriesInWords(name)} for ${spokenSeconds(condition.seconds)}, although the server was watched.`;
    case 'hop':
    case 'exception':
      return `${begun(detail === '' ? `${name} is down` : withoutStop(detail))}.${seenHow(rule)}`;
  }
};

/** Why an alert closed, with the figures. */
export const closeSentence = ({ rule, name, unit }: Spoken, before: RuleState, reading: RuleReading): string => {
  const { condition } = rule;
  const series = begunSeries(name);
  const value = reading.kind === 'value' ? reading.value : null;
  if (reading.kind === 'nothing' && condition.kind !== 'absence')
    return `${series} is not measured any more: no sample for ${spokenSeconds(LOST_MS / 1000)}, while others of its kind came. This is no recovery.`;
  const held = before.heldMs >= 60_000 ? ` Good for ${spokenSeconds(before.heldMs / 1000)}.` : '';
  const figure = value === null ? 'good' : measuredFigure(value, unit);
  switch (condition.kind) {
    case 'threshold': {
      const state = stateWords(name);
      if (state !== null && value !== null)
        return `${begun(state.what)} is ${value >= 1 ? state.yes : state.no} again.${held}`;
      return `${series} is ${figure} again; this closes at ${measuredFigure(condition.close, unit)}.${held}`;
    }
    case 'rate':
      return `${series} is ${figure}, near its mean again.${held}`;
    case 'absence':
      return `Samples of ${seriesInWords(name)} come again.${held}`;
    case 'hop':
    case 'exception':
      return `${begun(name)} answers as it should again.${held}`;
  }
};

const persistence = ({ forSeconds, openAfter }: Spoken['rule']): string => {
  if (forSeconds > 0) return ` for ${spokenSeconds(forSeconds)}`;
  return openAfter > 1 ? `, ${openAfter} times in a row` : '';
};

/** The same behind sentences of a probe, which may be several. */
const seenHow = ({ forSeconds, openAfter }: Spoken['rule']): string => {
  if (forSeconds > 0) return ` For ${spokenSeconds(forSeconds)}.`;
  return openAfter > 1 ? ` Seen ${openAfter} times in a row.` : '';
};

const begun = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const withoutStop = (sentence: string): string => sentence.replace(/\.\s*$/u, '');
