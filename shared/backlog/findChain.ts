import type { ItemId } from '../ids.ts';

/** The shortest way from one item to another along `next`, both included; null when there is none.
 *
 * It answers whether a new relation would close a circle: a parent under its own part, or items that block each other. The way there names
 * the circle. Every item is asked once, so circles that are there already do no harm. */
export const findChain = (
  from: ItemId,
  to: ItemId,
  next: (item: ItemId) => readonly ItemId[],
): readonly ItemId[] | null => {
  const cameFrom = new Map<ItemId, ItemId | null>([[from, null]]);
  for (const item of cameFrom.keys()) {
    if (item === to) return wayTo(item, cameFrom);
    for (const other of next(item)) if (!cameFrom.has(other)) cameFrom.set(other, item);
  }
  return null;
};

const wayTo = (item: ItemId, cameFrom: ReadonlyMap<ItemId, ItemId | null>): readonly ItemId[] => {
  const way: ItemId[] = [];
  for (let at: ItemId | null = item; at !== null; at = cameFrom.get(at) ?? null) way.push(at);
  return way.reverse();
};
