import type { Item } from './item.ts';
import type { ScoreWeights } from './planningSettings.ts';

/** What the score is made from. */
export type Rated = Pick<Item, 'value' | 'urgency' | 'effort' | 'estimate'>;

/** The size that the score divides by: the rated effort, or else the estimate; null when neither says more than nothing. */
export const sizeOf = ({ effort, estimate }: Pick<Item, 'effort' | 'estimate'>): number | null =>
  effort ?? (estimate !== null && estimate > 0 ? estimate : null);

/** How much an item is worth for its size: (Wv · value + Wu · urgency) ÷ size^We. Higher comes first.
 *
 * It has the shape of "weighted shortest job first": cost of delay over job size (Reinertsen, The Principles of Product Development Flow;
 * SAFe). null when value or urgency is not rated, or when a size is asked for (We > 0) and there is none: an unrated item is never a 0. */
export const scoreOf = (item: Rated, { value, urgency, effort }: ScoreWeights): number | null => {
  if (item.value === null || item.urgency === null) return null;
  const worth = value * item.value + urgency * item.urgency;
  if (effort === 0) return worth;
  const size = sizeOf(item);
  return size === null ? null : worth / size ** effort;
};
