import type { ItemId } from '../ids.ts';
import type { Item } from './item.ts';

/** What an item counts with everything under it. */
export interface RolledUp {
  /** Of its parts when it has any, else its own; null when nothing of it is estimated. Never both, or a split item would count twice. */
  readonly points: number | null;
  /** Parts at the end of the tree (or the item itself) without an estimate. They are shown beside the points and never read as 0. */
  readonly unestimated: number;
  /** Parts right under it that count. None: the item is a leaf, and its own estimate is its points. */
  readonly parts: number;
}

type Counted = Pick<Item, 'id' | 'parent' | 'estimate' | 'status' | 'triage'>;

/** The points of every item, in one pass from the leaves up.
 *
 * Cancelled parts and parts that wait in the inbox do not count: a parent with none but those is a leaf again. `isCancelled` asks the
 * workflow. Items in a circle, which no act can make, count for themselves. */
export const rollUp = (
  items: readonly Counted[],
  isCancelled: (status: Item['status']) => boolean,
): ReadonlyMap<ItemId, RolledUp> => {
  const byId = new Map(
    items.map((item) => [item.id, { item, parts: 0, open: 0, points: null as number | null, unestimated: 0 }]),
  );
  const parentOf = ({ parent, status, triage }: Counted) =>
    parent === null || triage !== null || isCancelled(status) ? undefined : byId.get(parent);
  for (const item of items) {
    const parent = parentOf(item);
    if (parent === undefined) continue;
    parent.parts += 1;
    parent.open += 1;
  }
  const ready = [...byId.values()].filter(({ open }) => open === 0);
  for (let sums = ready.pop(); sums !== undefined; sums = ready.pop()) {
    if (sums.parts === 0) {
      sums.points = sums.item.estimate;
      sums.unestimated = sums.item.estimate === null ? 1 : 0;
    }
    const parent = parentOf(sums.item);
    if (parent === undefined) continue;
    if (sums.points !== null) parent.points = (parent.points ?? 0) + sums.points;
    parent.unestimated += sums.unestimated;
    parent.open -= 1;
    if (parent.open === 0) ready.push(parent);
  }
  return new Map(
    [...byId].map(([id, { item, parts, open, points, unestimated }]) => [
      id,
      open === 0
        ? { points, unestimated, parts }
        : { points: item.estimate, unestimated: item.estimate === null ? 1 : 0, parts: 0 },
    ]),
  );
};
