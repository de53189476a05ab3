import { lastClosedSprints } from './lastClosedSprints.ts';
import { roundPoints, sumPoints } from './roundPoints.ts';
import type { Sprint } from './sprint.ts';

export interface Velocity {
  /** The sprints that it is based on with their completed points, oldest first; never empty. */
  readonly from: readonly { readonly name: string; readonly points: number }[];
  readonly mean: number;
  readonly min: number;
  readonly max: number;
  /** The sample standard deviation; null of one sprint, which has no spread. */
  readonly deviation: number | null;
  /** What the next sprint may commit to: the mean, and one deviation around it, never below 0. */
  readonly proposal: { readonly points: number; readonly low: number | null; readonly high: number | null };
}

/** Points completed in the last closed sprints, `lookBack` at most, and the commitment that they propose; null when none was closed yet.
 *
 * The deviation divides by n − 1 (Bessel), as the sprints are a sample of what the team does. It says how far to trust the mean: with three
 * sprints that is not far. Points that were done later than their sprint count where they were done. */
export const velocity = (
  sprints: readonly Pick<Sprint, 'id' | 'name' | 'end' | 'report'>[],
  lookBack: number,
): Velocity | null => {
  const from = lastClosedSprints(sprints, lookBack).map(({ sprint, report }) => ({
    name: sprint.name,
    points: report.completedPoints,
  }));
  if (from.length === 0) return null;
  const points = from.map((each) => each.points);
  const mean = sumPoints(points) / points.length;
  const deviation = points.length === 1 ? null : deviationOf(points, mean);
  return {
    from,
    mean: roundPoints(mean),
    min: Math.min(...points),
    max: Math.max(...points),
    deviation,
    proposal: {
      points: roundPoints(mean),
      low: deviation === null ? null : Math.max(0, roundPoints(mean - deviation)),
      high: deviation === null ? null : roundPoints(mean + deviation),
    },
  };
};

const deviationOf = (points: readonly number[], mean: number): number =>
  roundPoints(Math.sqrt(points.reduce((sum, each) => sum + (each - mean) ** 2, 0) / (points.length - 1)));
