import type { ItemId } from '../ids.ts';
import type { Place } from './contract.ts';
import type { Item } from './item.ts';

/** The place in a project's one order for items that are dropped among those in view.
 *
 * `rest` are the items in view without those that move, `at` how many of them stand above. Behind the one above if there is one, else right
 * before the one below: what a filter hides stays where it is. `ranked` is everything by rank. null: nothing to stand beside. */
export const placeAmong = (
  rest: readonly Pick<Item, 'id'>[],
  at: number,
  ranked: readonly Pick<Item, 'id'>[],
  moved: ReadonlySet<ItemId>,
): Place | null => {
  const above = rest[at - 1];
  if (above !== undefined) return { after: above.id };
  const below = rest[0];
  if (below === undefined) return null;
  let before: ItemId | null = null;
  for (const { id } of ranked) {
    if (id === below.id) break;
    if (!moved.has(id)) before = id;
  }
  return before === null ? 'top' : { after: before };
};
