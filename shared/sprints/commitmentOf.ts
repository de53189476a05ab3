import type { Commitment } from './sprint.ts';
import type { SprintContent } from './sprintContents.ts';
import { type KeptItem, sprintItemOf } from './sprintItemOf.ts';
import { sprintLoad } from './sprintLoad.ts';

/** What a team takes on when its sprint starts: everything in it that is not cancelled. */
export const commitmentOf = (
  contents: readonly SprintContent<KeptItem>[],
  planned: Pick<Commitment, 'capacity' | 'reserve'>,
  at: number,
): Commitment => {
  const { points, unestimated } = sprintLoad(contents);
  return {
    at,
    items: contents.filter(({ category }) => category !== 'cancelled').map(sprintItemOf),
    points,
    unestimated,
    ...planned,
  };
};
