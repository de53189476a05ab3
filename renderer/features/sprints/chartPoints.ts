import type { Burndown, BurndownDay } from '../../../shared/sprints/burndown.ts';

/** A place on the time axis: the end of a day, or the start of the first. */
export interface ChartPoint extends Pick<BurndownDay, 'ideal' | 'scope' | 'completed' | 'remaining'> {
  /** A day, or `start`. */
  readonly day: BurndownDay['day'] | 'start';
}

/** What the lines of a sprint go through. They begin with the commitment, at the end of the day before the sprint was started: so there is a
 * line from the first day on, and not a point that nobody sees. */
export const chartPoints = ({ committed, days }: Burndown): readonly ChartPoint[] => {
  const points: ChartPoint[] = [
    { day: 'start', ideal: committed, scope: null, completed: null, remaining: null },
    ...days.map(({ day, ideal, scope, completed, remaining }) => ({ day, ideal, scope, completed, remaining })),
  ];
  const known = points.findIndex(({ scope }) => scope !== null);
  return points.map((point, index) =>
    index === known - 1 ? { ...point, scope: committed, completed: 0, remaining: committed } : point,
  );
};
