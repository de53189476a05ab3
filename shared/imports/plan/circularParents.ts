import type { ItemId } from '../../ids.ts';

/** A row whose item is to be a part of another. */
export interface WantedParent {
  readonly id: ItemId;
  readonly parent: ItemId;
}

/** The items that would be parts of themselves, directly or through others.
 *
 * `parentOf` says whose part an item is that is not among the wanted ones, and `isNew` whether it is there only if its row is good. A row that
 * is taken out leaves its item as it was before, and so does one whose new parent is taken out; that may close another circle, so this is asked
 * again until none is left. */
export const circularParents = (
  wanted: readonly WantedParent[],
  parentOf: (item: ItemId) => ItemId | null,
  isNew: (item: ItemId) => boolean,
): ReadonlySet<ItemId> => {
  const circular = new Set<ItemId>();
  const isLost = (parent: ItemId): boolean => circular.has(parent) && isNew(parent);
  for (;;) {
    const rest = circular.size === 0 ? wanted : wanted.filter(({ id, parent }) => !circular.has(id) && !isLost(parent));
    const found = circlesIn(rest, parentOf);
    if (found.length === 0) return circular;
    for (const id of found) circular.add(id);
  }
};

/** Follows each item upwards until it meets one that was seen: by this walk, then it went in a circle, or by an earlier one. */
const circlesIn = (wanted: readonly WantedParent[], parentOf: (item: ItemId) => ItemId | null): readonly ItemId[] => {
  const next = new Map<ItemId, ItemId>(wanted.map(({ id, parent }) => [id, parent]));
  const parentIn = (item: ItemId): ItemId | null => next.get(item) ?? parentOf(item);
  const seenBy = new Map<ItemId, number>();
  const circular: ItemId[] = [];
  for (const [walk, { id }] of wanted.entries()) {
    let at: ItemId | null = id;
    while (at !== null && !seenBy.has(at)) {
      seenBy.set(at, walk);
      at = parentIn(at);
    }
    if (at === null || seenBy.get(at) !== walk) continue;
    const start = at;
    do {
      if (next.has(at)) circular.push(at);
      at = parentIn(at) ?? start;
    } while (at !== start);
  }
  return circular;
};
