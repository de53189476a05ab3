import type { ItemFields } from '../../../shared/backlog/item.ts';
import { LABELS_MAX } from '../../../shared/backlog/item.ts';
import { missingNeeds, needsInWords } from '../../../shared/backlog/missingNeeds.ts';
import { onScale, scaleInWords } from '../../../shared/backlog/onScale.ts';
import type { StoredItem } from '../../../shared/backlog/planningRows.ts';
import type { EstimateScale, PlanningSettings } from '../../../shared/backlog/planningSettings.ts';
import { statusIn } from '../../../shared/backlog/statusIn.ts';
import type { Status, StatusId } from '../../../shared/backlog/workflow.ts';
import type { ItemId, MemberId, ProjectId, SprintId } from '../../../shared/ids.ts';
import type { Sprint } from '../../../shared/sprints/sprint.ts';
import type { BacklogDeps } from './backlogDeps.ts';
import { gone, itemKey, needItem, needItemOf, refused } from './backlogGuards.ts';

export const refuseOffScale = (estimate: number | null, scale: EstimateScale): void => {
  if (onScale(estimate, scale)) return;
  throw refused(`${estimate} is not on the project’s scale.`, `Choose one of ${scaleInWords(scale)}.`);
};

export const needStatus = ({ workflow }: Pick<PlanningSettings, 'workflow'>, id: StatusId): Status => {
  const status = statusIn(workflow, id);
  if (status === null)
    throw refused(
      `The project has no status “${id}” (any more).`,
      `Choose one of ${workflow.map(({ name }) => name).join(', ')}.`,
    );
  return status;
};

export const needMemberOf = (deps: Pick<BacklogDeps, 'memberOf'>, project: ProjectId, id: MemberId): string => {
  const member = deps.memberOf(id);
  if (member?.projectId !== project) throw gone('member', id);
  return member.name;
};

/** A sprint that items may be put into. */
export const needOpenSprintOf = (
  deps: Pick<BacklogDeps, 'sprintOf'>,
  project: ProjectId,
  id: SprintId,
): Pick<Sprint, 'name' | 'state'> => {
  const sprint = deps.sprintOf(id);
  if (sprint?.projectId !== project) throw gone('sprint', id);
  if (sprint.state === 'closed')
    throw refused(`${sprint.name} is closed: nothing can be put into it.`, 'Choose a sprint that is not closed.');
  return sprint;
};

export const refuseTooManyLabels = (name: string, labels: ItemFields['labels']): void => {
  if (labels.length > LABELS_MAX)
    throw refused(`${name} would have ${labels.length} labels.`, `Keep to ${LABELS_MAX}.`);
};

/** Refuses a status that asks for something the item does not have. */
export const refuseMissingNeeds = (
  name: string,
  item: Pick<StoredItem, 'estimate' | 'assignee' | 'statusReason'>,
  status: Status,
  hasParts: boolean,
): void => {
  const missing = missingNeeds(item, status, hasParts);
  if (missing.length > 0)
    throw refused(
      `${name} needs ${needsInWords(missing)} before it may be ${status.name}.`,
      `Give it ${needsInWords(missing)}, or change what ${status.name} asks for in the settings.`,
    );
};

/** Refuses a parent that is one of the items or stands under one of them, however deep. */
export const refuseOwnPart = (
  deps: Pick<BacklogDeps, 'db'>,
  project: ProjectId,
  projectKey: string,
  items: readonly StoredItem[],
  parent: ItemId,
): void => {
  const moving = new Set(items.map(({ id }) => id));
  const way: string[] = [];
  for (let at: ItemId | null = parent; at !== null; ) {
    const item: StoredItem = at === parent ? needItemOf(deps, project, at) : needItem(deps, at);
    const key = itemKey(projectKey, item);
    if (moving.has(at))
      throw refused(
        way.length === 0
          ? `${key} cannot be a part of itself.`
          : `${key} cannot be a part of ${way[0]}, which is under it (${[...way, key].join(' in ')}).`,
        'Choose another parent.',
      );
    way.push(key);
    at = item.parent;
  }
};
