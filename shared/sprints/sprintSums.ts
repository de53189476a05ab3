import { sumPoints } from './roundPoints.ts';
import type { ProgressPoint } from './sprint.ts';
import type { SprintContent } from './sprintContents.ts';

/** What is in a sprint and what of that is done, in points. Cancelled work is in neither: it is not done, and it leaves the scope. */
export const sprintSums = (
  contents: readonly Pick<SprintContent, 'category' | 'points'>[],
): Pick<ProgressPoint, 'scope' | 'completed'> => ({
  scope: sumPoints(contents.filter(({ category }) => category !== 'cancelled').map(({ points }) => points)),
  completed: sumPoints(contents.filter(({ category }) => category === 'done').map(({ points }) => points)),
});
