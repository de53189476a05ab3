import { randomUUID } from 'node:crypto';
import type { NewItem, Place } from '../../../shared/backlog/contract.ts';
import type { Item } from '../../../shared/backlog/item.ts';
import type { StoredItem } from '../../../shared/backlog/planningRows.ts';
import type { PlanningSettings } from '../../../shared/backlog/planningSettings.ts';
import { statusTimes } from '../../../shared/backlog/statusTimes.ts';
import { withLabels } from '../../../shared/backlog/withLabels.ts';
import { ItemId, type ProjectId, type WindowId } from '../../../shared/ids.ts';
import type { Edit } from '../db/acts.ts';
import type { BacklogDeps } from './backlogDeps.ts';
import { needItemOf, needProject, settingsOf } from './backlogGuards.ts';
import {
  needMemberOf,
  needOpenSprintOf,
  needStatus,
  refuseMissingNeeds,
  refuseOffScale,
  refuseTooManyLabels,
} from './fieldGuards.ts';
import { getItem, takeItemNumber } from './itemTable.ts';
import { fillGap, gapAt } from './placeItems.ts';

/** Makes an item; what is not said comes from the template of its kind and the settings. */
export const createItem = (
  deps: BacklogDeps,
  input: { readonly window: WindowId; readonly project: ProjectId; readonly item: NewItem; readonly place: Place },
): Item => {
  const projectKey = needProject(deps, input.project);
  return deps.acts.commit({ project: input.project, window: input.window }, (edit) => {
    const made = insertNewItem(deps, edit, { ...input, projectKey });
    return {
      result: made,
      act: { verb: 'item.create', entity: 'item', id: made.id, summary: `Create ${made.key}: ${made.title}` },
    };
  });
};

/** Puts a new item into the project's order, as a part of an act. */
export const insertNewItem = (
  deps: Omit<BacklogDeps, 'acts' | 'actor'>,
  edit: Edit,
  input: {
    readonly project: ProjectId;
    readonly projectKey: string;
    readonly item: NewItem;
    readonly place: Place;
  },
): Item => {
  const { db } = deps;
  const { project } = input;
  const settings = settingsOf(deps, project);
  const fields = filledIn(input.item, settings);
  refuseUnfit(deps, project, fields, settings);
  const gap = gapAt(db, project, input.place);
  const number = takeItemNumber(db, project);
  const id = ItemId.parse(randomUUID());
  fillGap(db, edit, project, gap, 1, ([rank = '']) =>
    edit.insert('item', {
      ...fields,
      id,
      projectId: project,
      number,
      rank,
      placedByHand: false,
      source: null,
      triage: null,
      createdAt: edit.stamp.at,
      ...statusTimes({ startedAt: null }, needStatus(settings, fields.status).category, edit.stamp.at),
    }),
  );
  const made = getItem(db, id, input.projectKey);
  if (made === null) throw new Error('the new item is not there');
  return made;
};

type Fields = Pick<
  StoredItem,
  | 'kind'
  | 'title'
  | 'description'
  | 'status'
  | 'statusReason'
  | 'estimate'
  | 'value'
  | 'urgency'
  | 'effort'
  | 'labels'
  | 'assignee'
  | 'sprint'
  | 'parent'
>;

const filledIn = (item: NewItem, { templates, firstStatus }: PlanningSettings): Fields => {
  const template = templates[item.kind];
  return {
    kind: item.kind,
    title: item.title,
    description: item.description ?? template.description,
    status: item.status ?? firstStatus,
    statusReason: item.statusReason ?? '',
    estimate: item.estimate ?? null,
    value: item.value ?? null,
    urgency: item.urgency === undefined ? template.urgency : item.urgency,
    effort: item.effort ?? null,
    labels: [...withLabels([], item.labels ?? template.labels)],
    assignee: item.assignee ?? null,
    sprint: item.sprint ?? null,
    parent: item.parent ?? null,
  };
};

const refuseUnfit = (
  deps: Omit<BacklogDeps, 'acts' | 'actor'>,
  project: ProjectId,
  fields: Fields,
  settings: PlanningSettings,
): void => {
  refuseOffScale(fields.estimate, settings.scale);
  if (fields.assignee !== null) needMemberOf(deps, project, fields.assignee);
  if (fields.sprint !== null) needOpenSprintOf(deps, project, fields.sprint);
  if (fields.parent !== null) needItemOf(deps, project, fields.parent);
  refuseTooManyLabels('The item', fields.labels);
  refuseMissingNeeds('The item', fields, needStatus(settings, fields.status), false);
};
