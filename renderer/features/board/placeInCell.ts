import type { Place } from '../../../shared/backlog/contract.ts';
import type { Item } from '../../../shared/backlog/item.ts';
import type { ItemId } from '../../../shared/ids.ts';

/** The last item before another one in the project's whole order, also among those that the board does not show. */
const before = (items: Iterable<Item>, below: Item, moved: ItemId): ItemId | null => {
  let last: Item | null = null;
  for (const item of items) {
    if (item.id === moved || item.rank >= below.rank) continue;
    if (last === null || item.rank > last.rank) last = item;
  }
  return last?.id ?? null;
};

/** The place in the one order of a card that is put before another card of its own cell (`index` counts the cell as it is now, its length
 * is the end); null when it would stay where it is.
 *
 * Behind the card above it, if there is one, else right before the one below: what the board does not show stays where it is. */
export const placeInCell = (
  cell: readonly Item[],
  moved: ItemId,
  index: number,
  items: Iterable<Item>,
): Place | null => {
  const from = cell.findIndex(({ id }) => id === moved);
  if (from === -1 || index === from || index === from + 1) return null;
  const above = cell[index - 1];
  if (above !== undefined) return { after: above.id };
  const below = cell[0];
  if (below === undefined) return null;
  const after = before(items, below, moved);
  return after === null ? 'top' : { after };
};
