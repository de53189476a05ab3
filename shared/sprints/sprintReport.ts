import type { ItemId, SprintId } from '../ids.ts';
import type { ClosePlan } from './closePlan.ts';
import { sumPoints } from './roundPoints.ts';
import type { SprintReport } from './sprint.ts';
import { type KeptItem, sprintItemOf } from './sprintItemOf.ts';

/** How a sprint ended. `destinations` has one for every unfinished item. */
export const sprintReport = (
  { completed, unfinished, cancelled }: Pick<ClosePlan<KeptItem>, 'completed' | 'unfinished' | 'cancelled'>,
  destinations: ReadonlyMap<ItemId, SprintId | 'backlog'>,
  closedAt: number,
): SprintReport => ({
  closedAt,
  completed: completed.map(sprintItemOf),
  unfinished: unfinished.map((each) => ({
    ...sprintItemOf(each),
    movedTo: destinations.get(each.item.id) ?? 'backlog',
  })),
  cancelled: cancelled.map(sprintItemOf),
  completedPoints: sumPoints(completed.map(({ points }) => points)),
  alertBornPoints: sumPoints(
    [...completed, ...unfinished].filter(({ alertBorn }) => alertBorn).map(({ points }) => points),
  ),
});
