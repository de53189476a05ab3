import type { Commitment, SprintItem } from '../../../shared/sprints/sprint.ts';

/** How a sprint differs from what it started with. */
export interface ScopeChanges {
  /** Came in since the start. */
  readonly added: readonly SprintItem[];
  /** Was committed to and is not in the sprint any more; as it was at the start. */
  readonly removed: readonly SprintItem[];
  /** In both, with other points. */
  readonly reestimated: readonly { readonly item: SprintItem; readonly before: number | null }[];
}

/** Compares the items a sprint has now (or had when it closed) with its commitment; what is cancelled counts as removed, as it leaves the
 * scope. `now` is without cancelled items. */
export const scopeChanges = (
  { items: committed }: Pick<Commitment, 'items'>,
  now: readonly SprintItem[],
): ScopeChanges => {
  const before = new Map(committed.map((each) => [each.item, each]));
  const after = new Set(now.map(({ item }) => item));
  return {
    added: now.filter(({ item }) => !before.has(item)),
    removed: committed.filter(({ item }) => !after.has(item)),
    reestimated: now.flatMap((item) => {
      const old = before.get(item.item);
      return old === undefined || old.points === item.points ? [] : [{ item, before: old.points }];
    }),
  };
};
