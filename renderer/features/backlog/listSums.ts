import type { Item } from '../../../shared/backlog/item.ts';
import type { RolledUp } from '../../../shared/backlog/rollUp.ts';
import type { ItemId } from '../../../shared/ids.ts';
import { sumPoints } from '../../../shared/sprints/roundPoints.ts';

export interface ListSums {
  readonly items: number;
  readonly points: number;
  readonly unestimated: number;
}

/** What the items of a list come to. Points and missing estimates are those of items without parts, as in sprints: no point counts twice. */
export const listSums = (items: readonly Item[], rolledUp: ReadonlyMap<ItemId, Pick<RolledUp, 'parts'>>): ListSums => {
  const leaves = items.filter(({ id }) => (rolledUp.get(id)?.parts ?? 0) === 0);
  return {
    items: items.length,
    points: sumPoints(leaves.map(({ estimate }) => estimate)),
    unestimated: leaves.filter(({ estimate }) => estimate === null).length,
  };
};
