import type { PlanningSettings } from '../../../shared/backlog/planningSettings.ts';
import { isOpen, statusIn } from '../../../shared/backlog/statusIn.ts';
import { statusTimes } from '../../../shared/backlog/statusTimes.ts';
import { Failure } from '../../../shared/errors.ts';
import type { ProjectId, WindowId } from '../../../shared/ids.ts';
import type { Edit } from '../db/acts.ts';
import { sameValue } from '../db/changeLog.ts';
import type { BacklogDeps } from './backlogDeps.ts';
import { needProject, refused, settingsOf } from './backlogGuards.ts';
import { countItemsByStatus, listItemsInStatus } from './itemTable.ts';

/** Changes how a project plans. A status that items are in cannot go; one that means something else now starts or ends the items in it. */
export const saveSettings = (
  deps: BacklogDeps,
  input: { readonly window: WindowId; readonly project: ProjectId; readonly settings: PlanningSettings },
): PlanningSettings => {
  const { project, settings } = input;
  needProject(deps, project);
  return deps.acts.commit({ project, window: input.window }, (edit) => {
    const before = settingsOf(deps, project);
    const fields = Object.keys(settings).filter(
      (field) => !sameValue(before[field as keyof PlanningSettings], settings[field as keyof PlanningSettings]),
    );
    if (fields.length === 0) return { result: before, act: null };
    refuseClosedFirstStatus(settings);
    refuseLostStatuses(deps, project, before, settings);
    if (edit.read('planning', project) === null) edit.insert('planning', { id: project, settings });
    else edit.update('planning', project, { settings });
    retime(deps, edit, project, before, settings);
    return {
      result: settings,
      act: {
        verb: 'planning.edit',
        entity: 'planning',
        id: project,
        summary: `Change how the project plans: ${fields.map(inWords).join(', ')}`,
      },
    };
  });
};

const inWords = (field: string): string => field.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

const refuseClosedFirstStatus = ({ workflow, firstStatus }: PlanningSettings): void => {
  const first = statusIn(workflow, firstStatus);
  if (first === null || !isOpen(first.category))
    throw refused(
      first === null
        ? 'The status of new items is not in the workflow.'
        : `New items cannot begin in ${first.name}: it means that the work is over.`,
      'Choose a status of the workflow for work that is still to come.',
    );
};

const refuseLostStatuses = (
  { db }: BacklogDeps,
  project: ProjectId,
  before: PlanningSettings,
  settings: PlanningSettings,
): void => {
  const lost = [...countItemsByStatus(db, project)]
    .filter(([status]) => statusIn(before.workflow, status) !== null && statusIn(settings.workflow, status) === null)
    .map(([status, count]) => ({ name: statusIn(before.workflow, status)?.name ?? status, count }));
  const [first] = lost;
  if (first === undefined) return;
  const by = lost.map(({ name, count }) => `${count === 1 ? 'an item' : `${count} items`} in ${name}`);
  throw new Failure(
    'IN_USE',
    `${first.name} cannot be removed: there ${first.count === 1 ? 'is' : 'are'} ${by.join(', ')}.`,
    {
      by,
      act: 'Move the items to another status first.',
    },
  );
};

/** Items in a status whose category changed are started or ended by that, or opened again. */
const retime = (
  { db }: BacklogDeps,
  edit: Edit,
  project: ProjectId,
  before: PlanningSettings,
  settings: PlanningSettings,
): void => {
  for (const { id: status, category } of settings.workflow) {
    const old = statusIn(before.workflow, status);
    if (old === null || old.category === category) continue;
    for (const item of listItemsInStatus(db, project, status)) {
      const times = statusTimes(item, category, edit.stamp.at);
      const ends = !isOpen(old.category) && !isOpen(category) ? { ...times, endedAt: item.endedAt } : times;
      edit.update('item', item.id, ends);
    }
  }
};
