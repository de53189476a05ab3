import { roundPoints } from './roundPoints.ts';
import type { Commitment } from './sprint.ts';
import type { SprintContent } from './sprintContents.ts';
import { type KeptItem, sprintItemOf } from './sprintItemOf.ts';
import { sprintLoad } from './sprintLoad.ts';

/** What a team takes on when its sprint starts: everything in it that is not cancelled. */
export const commitmentOf = (
  contents: readonly SprintContent<KeptItem>[],
  planned: { readonly capacity: number; readonly reserve: number },
  at: number,
): Commitment => {
  const { points, unestimated } = sprintLoad(contents);
  return {
    at,
    items: contents.filter(({ category }) => category !== 'cancelled').map(sprintItemOf),
    points,
    unestimated,
    capacity: Math.max(0, roundPoints(planned.capacity - planned.reserve)),
    reserve: planned.reserve,
  };
};
