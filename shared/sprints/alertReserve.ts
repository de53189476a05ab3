import { lastClosedSprints } from './lastClosedSprints.ts';
import { roundPoints, sumPoints } from './roundPoints.ts';
import type { Sprint } from './sprint.ts';

export interface AlertReserve {
  /** What to keep free for work that alerts will bring, in the project's unit. */
  readonly points: number;
  /** Closed sprints that it comes from; 0 means that nothing is known, and nothing is kept. */
  readonly history: number;
  /** Each of them with the points that came from alerts, oldest first. */
  readonly from: readonly { readonly name: string; readonly points: number }[];
}

/** The alert-born work to expect in a sprint: the mean over the last closed sprints, `lookBack` at most. 6, 8 and 10 points give 8.
 *
 * The plain mean, as velocity is read ("yesterday's weather", Beck and Fowler, Planning Extreme Programming): the team knows every number in it,
 * and can tell why it is what it is. */
export const alertReserve = (
  sprints: readonly Pick<Sprint, 'id' | 'name' | 'end' | 'report'>[],
  lookBack: number,
): AlertReserve => {
  const from = lastClosedSprints(sprints, lookBack).map(({ sprint, report }) => ({
    name: sprint.name,
    points: report.alertBornPoints,
  }));
  const points = from.length === 0 ? 0 : roundPoints(sumPoints(from.map((each) => each.points)) / from.length);
  return { points, history: from.length, from };
};
