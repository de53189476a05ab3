import type { ScoreWeights } from './planningSettings.ts';
import { type Rated, scoreOf, sizeOf } from './scoreOf.ts';

/** At most two decimals, none that says nothing. */
const short = (value: number): string => String(Number(value.toFixed(2)));

/** How an item came to its score, with its numbers: "(1 × 8 + 1 × 5) ÷ 3 = 4.33"; null when it has none. See `scoreOf`. */
export const scoreFormula = (item: Rated, weights: ScoreWeights): string | null => {
  const score = scoreOf(item, weights);
  if (score === null) return null;
  const worth = `${weights.value} × ${item.value} + ${weights.urgency} × ${item.urgency}`;
  if (weights.effort === 0) return `${worth} = ${short(score)}`;
  const size = sizeOf(item);
  return `(${worth}) ÷ ${size}${weights.effort === 1 ? '' : `^${weights.effort}`} = ${short(score)}`;
};

/** What an item still needs to have a score, in words; empty when it has one. */
export const missingRatings = (item: Rated, weights: ScoreWeights): readonly string[] => [
  ...(item.value === null ? ['value'] : []),
  ...(item.urgency === null ? ['urgency'] : []),
  ...(weights.effort > 0 && sizeOf(item) === null ? ['effort or an estimate'] : []),
];
