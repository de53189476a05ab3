import { hopLabels } from '../monitor/hopLabels.ts';
import { seriesInWords } from '../monitor/seriesInWords.ts';
import { seriesUnit } from '../monitor/seriesUnit.ts';
import { stateWords } from '../monitor/stateWords.ts';
import { measuredFigure } from './measuredFigure.ts';
import type { RuleSettings } from './rule.ts';
import { spokenSeconds } from './spokenSeconds.ts';

/** When a rule opens and when it closes, in one line. */
export const ruleInWords = ({
  condition,
  forSeconds,
  openAfter,
}: Pick<RuleSettings, 'condition' | 'forSeconds' | 'openAfter'>): string => {
  const rows = openAfter > 1 ? `, ${openAfter} times in a row` : '';
  const held = forSeconds > 0 ? ` for ${spokenSeconds(forSeconds)}` : rows;
  switch (condition.kind) {
    case 'threshold': {
      const state = stateWords(condition.series);
      if (state !== null) return `${state.what} is ${condition.side === 'below' ? state.no : state.yes}${held}`;
      const unit = seriesUnit(condition.series);
      const close = condition.close === condition.open ? '' : `; closes at ${measuredFigure(condition.close, unit)}`;
      return `${seriesInWords(condition.series)} ${condition.side} ${measuredFigure(condition.open, unit)}${held}${close}`;
    }
    case 'rate':
      return `${seriesInWords(condition.series)} more than ${measuredFigure(condition.percent, '%')} ${condition.side} the mean of the ${spokenSeconds(condition.overSeconds)} before${held}`;
    case 'absence':
      return `no sample of ${seriesInWords(condition.series)} for ${spokenSeconds(condition.seconds)} while the server is watched`;
    case 'hop':
      return condition.hop === null
        ? `users are not served, and no other rule says why${held}`
        : `${hopLabels[condition.hop]} is the first to fail${held}`;
    case 'exception':
      return exceptionWords[condition.event](condition);
  }
};

type Often = { readonly count: number; readonly minutes: number };
const exceptionWords = {
  new: () => 'an exception is seen for the first time',
  regressed: () => 'an exception comes back after it was resolved',
  either: () => 'an exception is seen for the first time, or comes back after it was resolved',
  often: ({ count, minutes }: Often) =>
    `an exception is seen more than ${count} times in ${spokenSeconds(minutes * 60)}`,
} as const;
