import type { Item } from '../../../shared/backlog/item.ts';
import type { ItemId } from '../../../shared/ids.ts';

type Listed = Pick<Item, 'id'>;

/** How many of the other items stand above the first of those that move: where they stand now, if they stand together. */
export const standsAt = (items: readonly Listed[], moved: ReadonlySet<ItemId>): number => {
  const first = items.findIndex(({ id }) => moved.has(id));
  return first === -1 ? 0 : first;
};

/** Where a step up or down brings items that move together, counted among the others; null at the list's end.
 *
 * Items that are scattered gather at the first of them on the way up, at the last on the way down. */
export const stepTarget = (items: readonly Listed[], moved: ReadonlySet<ItemId>, by: 1 | -1): number | null => {
  const rest = items.length - items.filter(({ id }) => moved.has(id)).length;
  if (by === -1) {
    const at = standsAt(items, moved) - 1;
    return at < 0 ? null : at;
  }
  const last = items.findLastIndex(({ id }) => moved.has(id));
  const above = items.slice(0, last).filter(({ id }) => !moved.has(id)).length;
  return above + 1 > rest ? null : above + 1;
};

/** The list as it is with items brought to a place among the others. */
export const withMoved = <Row extends Listed>(
  items: readonly Row[],
  moved: ReadonlySet<ItemId>,
  at: number,
): readonly Row[] => {
  const rest = items.filter(({ id }) => !moved.has(id));
  return [...rest.slice(0, at), ...items.filter(({ id }) => moved.has(id)), ...rest.slice(at)];
};
