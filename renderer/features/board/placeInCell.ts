import type { Place } from '../../../shared/backlog/contract.ts';
import type { Item } from '../../../shared/backlog/item.ts';
import { placeAmong } from '../../../shared/backlog/placeAmong.ts';
import type { ItemId } from '../../../shared/ids.ts';

/** The place in the one order of a card that is put before another card of its own cell (`index` counts the cell as it is now, its length
 * is the end); null when it would stay where it is. `ranked` is everything by rank. */
export const placeInCell = (
  cell: readonly Item[],
  moved: ItemId,
  index: number,
  ranked: readonly Item[],
): Place | null => {
  const from = cell.findIndex(({ id }) => id === moved);
  if (from === -1 || index === from || index === from + 1) return null;
  const rest = cell.filter(({ id }) => id !== moved);
  return placeAmong(rest, index > from ? index - 1 : index, ranked, new Set([moved]));
};
