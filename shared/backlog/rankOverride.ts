import type { ItemId } from '../ids.ts';

/** An item in its place, with its score. */
export interface Placed {
  readonly id: ItemId;
  /** null: without a score; such items are passed over. */
  readonly score: number | null;
}

/** How many places each scored item stands above the place that its score would give it; negative: below it.
 *
 * `inOrder` are the open items by rank. Places are counted among scored items only, and items of one score keep their order, so that all are
 * 0 exactly when nothing contradicts the scores. */
export const rankOverride = (inOrder: readonly Placed[]): ReadonlyMap<ItemId, number> => {
  const scored = inOrder
    .filter((each): each is Placed & { readonly score: number } => each.score !== null)
    .map(({ id, score }, place) => ({ id, score, place }));
  const byScore = scored.toSorted((one, other) => other.score - one.score || one.place - other.place);
  return new Map(byScore.map(({ id, place }, wanted) => [id, wanted - place]));
};
