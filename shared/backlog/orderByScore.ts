import type { ItemId } from '../ids.ts';
import type { Placed } from './rankOverride.ts';

/** The order that scores give: best first, items of one score as they were, those without one behind them as they were.
 *
 * An item that is `kept` keeps its number in the order, and the others fill the places round it. `inOrder` are the open items by rank. */
export const orderByScore = (inOrder: readonly (Placed & { readonly kept: boolean })[]): readonly ItemId[] => {
  const free = inOrder
    .map(({ id, score, kept }, place) => ({ id, score, kept, place }))
    .filter(({ kept }) => !kept)
    .sort(
      (one, other) =>
        (other.score ?? Number.NEGATIVE_INFINITY) - (one.score ?? Number.NEGATIVE_INFINITY) || one.place - other.place,
    )
    .values();
  return inOrder.map((each) => (each.kept ? each.id : (free.next().value?.id ?? each.id)));
};
