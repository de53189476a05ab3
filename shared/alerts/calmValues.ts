import type { Rule } from './rule.ts';
import { missedSome, type RuleState } from './ruleState.ts';

/** Values strictly between these leave the state of a rule as it is. */
export interface CalmValues {
  readonly above: number;
  readonly below: number;
}

const anything: CalmValues = { above: Number.NEGATIVE_INFINITY, below: Number.POSITIVE_INFINITY };
const nothing: CalmValues = { above: Number.POSITIVE_INFINITY, below: Number.NEGATIVE_INFINITY };

/** The values for which `evaluateRule` gives back the very same state: nearly all that a quiet system delivers, and those of an alert that goes
 * on. Two comparisons then stand for the whole evaluation.
 *
 * A closed threshold without a row of bad readings is calm on the good side of where it opens, an open one without a row of good readings
 * beyond where it closes. A rule that remembers each value (rate, absence) never is, nor one that missed some. */
export const calmValues = ({ condition }: Pick<Rule, 'condition'>, state: RuleState): CalmValues => {
  const { open, inRow } = state;
  if (condition.kind !== 'threshold' || inRow > 0 || missedSome(state)) return nothing;
  return (condition.side === 'above') === open
    ? { ...anything, above: open ? condition.close : condition.open }
    : { ...anything, below: open ? condition.close : condition.open };
};
