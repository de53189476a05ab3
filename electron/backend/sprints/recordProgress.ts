import type { ItemId, ProjectId, SprintId } from '../../../shared/ids.ts';
import { sprintSums } from '../../../shared/sprints/sprintSums.ts';
import type { Stamp } from '../db/actTable.ts';
import type { RecordedChange } from '../db/changeTable.ts';
import { contentsOf } from './sprintPlan.ts';
import { appendProgress, clearProgress, lastProgress } from './sprintProgressTable.ts';
import type { SprintsDeps } from './sprintsDeps.ts';
import { activeSprintOf, getSprint } from './sprintTable.ts';

type Deps = Pick<SprintsDeps, 'db' | 'itemsAround' | 'settingsOf' | 'projectOfItem'>;

/** The fields of an item that the sums of a sprint come from. */
const counting = ['sprint', 'estimate', 'status', 'parent', 'triage'] as const;

/** Writes a point of the active sprint's progress when an act changed its sums, an undo too; the first when the sprint starts.
 *
 * Belongs into the act's transaction. Acts that cannot change the sums cost a look at their changes. A start that is taken back takes the points
 * with it. */
export const recordProgress = (deps: Deps, changes: readonly RecordedChange[], { at }: Stamp): void => {
  for (const { entity, id, after } of changes)
    if (entity === 'sprint' && after !== null && after.state === 'planned') clearProgress(deps.db, id as SprintId);
  const project = projectCounted(deps, changes);
  if (project === null) return;
  const sprint = activeSprintOf(deps.db, project);
  if (sprint === null) return;
  const sums = sprintSums(contentsOf(deps, { id: sprint, projectId: project }));
  const last = lastProgress(deps.db, sprint);
  if (last !== null && last.scope === sums.scope && last.completed === sums.completed) return;
  // The clock may have been set back; time in a sprint only goes on.
  appendProgress(deps.db, sprint, { at: Math.max(at, last?.at ?? at), ...sums });
};

/** The project whose sums may have changed; an act is about one. */
const projectCounted = (deps: Deps, changes: readonly RecordedChange[]): ProjectId | null => {
  for (const { entity, id, kind, before, after } of changes) {
    if (entity === 'planning') return id as ProjectId;
    if (entity === 'sprint' && after?.state === 'active') return getSprint(deps.db, id)?.projectId ?? null;
    if (entity !== 'item') continue;
    const row = after ?? before ?? {};
    if (kind !== 'update') {
      if (row.sprint !== null || row.parent !== null) return row.projectId as ProjectId;
    } else if (counting.some((field) => field in row)) return deps.projectOfItem(id as ItemId);
  }
  return null;
};
