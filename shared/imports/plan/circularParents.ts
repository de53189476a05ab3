import type { ItemId } from '../../ids.ts';

/** A row whose item is to be a part of another. */
export interface WantedParent {
  readonly id: ItemId;
  readonly parent: ItemId;
}

/** The items that would be parts of themselves, directly or through others.
 *
 * `parentOf` says whose part an item is that is not among the wanted ones. A row taken out leaves its item as it was before, which may close
 * another circle; so this is asked again until none is left. Each item is walked once a round. */
export const circularParents = (
  wanted: readonly WantedParent[],
  parentOf: (item: ItemId) => ItemId | null,
): ReadonlySet<ItemId> => {
  const circular = new Set<ItemId>();
  for (;;) {
    const found = circlesIn(
      wanted.filter(({ id }) => !circular.has(id)),
      parentOf,
    );
    if (found.length === 0) return circular;
    for (const id of found) circular.add(id);
  }
};

const circlesIn = (wanted: readonly WantedParent[], parentOf: (item: ItemId) => ItemId | null): readonly ItemId[] => {
  const next = new Map<ItemId, ItemId | null>(wanted.map(({ id, parent }) => [id, parent]));
  const parentIn = (item: ItemId): ItemId | null => {
    const known = next.get(item);
    if (known !== undefined) return known;
    const parent = parentOf(item);
    next.set(item, parent);
    return parent;
  };
  const mine = new Set(wanted.map(({ id }) => id));
  const safe = new Set<ItemId>();
  const circular: ItemId[] = [];
  for (const { id } of wanted) {
    const way = new Map<ItemId, number>();
    let at: ItemId | null = id;
    while (at !== null && !safe.has(at) && !way.has(at)) {
      way.set(at, way.size);
      at = parentIn(at);
    }
    const start = at === null ? undefined : way.get(at);
    if (start !== undefined) for (const [item, place] of way) if (place >= start && mine.has(item)) circular.push(item);
    for (const item of way.keys()) safe.add(item);
  }
  return circular;
};
