import { byRank } from '../../shared/backlog/byRank.ts';
import type { Item } from '../../shared/backlog/item.ts';
import type { ItemId, SprintId } from '../../shared/ids.ts';
import { type AlertReserve, alertReserve } from '../../shared/sprints/alertReserve.ts';
import { type LoadVerdict, loadVerdict } from '../../shared/sprints/loadVerdict.ts';
import type { Sprint } from '../../shared/sprints/sprint.ts';
import { type SprintCapacity, sprintCapacity } from '../../shared/sprints/sprintCapacity.ts';
import { type SprintContent, sprintContents } from '../../shared/sprints/sprintContents.ts';
import { type SprintLoad, sprintLoad } from '../../shared/sprints/sprintLoad.ts';
import { sprintSums } from '../../shared/sprints/sprintSums.ts';
import type { Planning } from './usePlanning.ts';

/** Everything that is counted of a sprint. */
export interface SprintFigures {
  /** In the rank order. */
  readonly contents: readonly SprintContent<Item>[];
  readonly load: SprintLoad;
  readonly capacity: SprintCapacity;
  readonly reserve: AlertReserve;
  readonly verdict: LoadVerdict;
  readonly scope: number;
  readonly completed: number;
}

/** The figures of a sprint, or what they would be if some items were in a sprint or in none (`supposed`). */
export const sprintFigures = (
  sprint: Sprint,
  { items, settings, sprints }: Pick<Planning, 'items' | 'settings' | 'sprints'>,
  supposed: ReadonlyMap<ItemId, SprintId | null> = new Map(),
): SprintFigures => {
  const all = [...items.byId.values()].map((item) => {
    const to = supposed.get(item.id);
    return to === undefined ? item : { ...item, sprint: to };
  });
  const contents = sprintContents(sprint.id, all, settings.workflow).toSorted((one, other) =>
    byRank(one.item, other.item),
  );
  const load = sprintLoad(contents);
  const capacity = sprintCapacity(sprint);
  const reserve = alertReserve(sprints, settings.lookBack);
  return {
    contents,
    load,
    capacity,
    reserve,
    verdict: loadVerdict(capacity, load, reserve.points),
    ...sprintSums(contents),
  };
};
