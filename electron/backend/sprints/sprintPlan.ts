import { alertReserve } from '../../../shared/sprints/alertReserve.ts';
import { type LoadVerdict, loadVerdict } from '../../../shared/sprints/loadVerdict.ts';
import type { Sprint } from '../../../shared/sprints/sprint.ts';
import { sprintCapacity } from '../../../shared/sprints/sprintCapacity.ts';
import { type SprintContent, sprintContents } from '../../../shared/sprints/sprintContents.ts';
import type { KeptItem } from '../../../shared/sprints/sprintItemOf.ts';
import { sprintLoad } from '../../../shared/sprints/sprintLoad.ts';
import type { SprintsDeps } from './sprintsDeps.ts';
import { listSprints } from './sprintTable.ts';

/** What is in a sprint now. */
export const contentsOf = (
  { itemsAround, settingsOf }: Pick<SprintsDeps, 'itemsAround' | 'settingsOf'>,
  { id, projectId }: Pick<Sprint, 'id' | 'projectId'>,
): readonly SprintContent<KeptItem>[] => sprintContents(id, itemsAround(id), settingsOf(projectId).workflow);

/** Whether what is in a sprint fits its team, less what alerts are expected to bring. */
export const verdictOf = (
  { db, settingsOf }: Pick<SprintsDeps, 'db' | 'settingsOf'>,
  sprint: Sprint,
  contents: readonly SprintContent[],
): LoadVerdict => {
  const reserve = alertReserve(listSprints(db, sprint.projectId), settingsOf(sprint.projectId).lookBack);
  return loadVerdict(sprintCapacity(sprint), sprintLoad(contents), reserve.points);
};
