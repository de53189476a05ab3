import type { ItemId } from '../ids.ts';
import { ranksBetween } from './ranksBetween.ts';
import { risingRun } from './risingRun.ts';

export interface RankedItem {
  readonly id: ItemId;
  readonly rank: string;
}

/** New ranks that bring some items of a list into another order, as few as can be.
 *
 * `all` is everything that has a rank, in order; `wanted` the items to be ordered among each other. The most items that are in order already
 * keep their ranks, and the others are put right behind the one they follow. What is not in `wanted` is not touched. */
export const reorderRanks = (all: readonly RankedItem[], wanted: readonly ItemId[]): ReadonlyMap<ItemId, string> => {
  const placeOf = new Map(all.map(({ id }, place) => [id, place]));
  const places = wanted.map((id) => placeOf.get(id) ?? -1);
  if (places.includes(-1)) throw new RangeError('an item to order has no rank');
  const kept = new Set(risingRun(places));
  const ranks = new Map<ItemId, string>();
  let above = -1;
  let moving: ItemId[] = [];
  const place = () => {
    const between = ranksBetween(all[above]?.rank ?? null, all[above + 1]?.rank ?? null, moving.length);
    for (const [at, id] of moving.entries()) ranks.set(id, between[at] ?? '');
    moving = [];
  };
  for (const [at, id] of wanted.entries()) {
    if (kept.has(at)) {
      place();
      above = places[at] ?? above;
    } else moving.push(id);
  }
  place();
  return ranks;
};
