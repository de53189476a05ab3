import type { ItemId } from '../ids.ts';
import type { Place } from './contract.ts';
import type { Item } from './item.ts';
import { ranksBetween } from './ranksBetween.ts';

/** Items with the ranks that the backend will very likely give them at a place: what is shown until it has said so.
 *
 * `ranked` is everything by rank; a place behind an item that is gone counts as the top. */
export const ranksAt = (ranked: readonly Item[], moved: readonly Item[], place: Place): readonly Item[] => {
  const moving: ReadonlySet<ItemId> = new Set(moved.map(({ id }) => id));
  const others = ranked.filter(({ id }) => !moving.has(id));
  const at =
    place === 'top' ? 0 : place === 'bottom' ? others.length : others.findIndex(({ id }) => id === place.after) + 1;
  const ranks = ranksBetween(others[at - 1]?.rank ?? null, others[at]?.rank ?? null, moved.length);
  return moved.map((item, index) => ({ ...item, rank: ranks[index] ?? item.rank }));
};
