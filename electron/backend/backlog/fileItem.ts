import { randomUUID } from 'node:crypto';
import { TITLE_MAX } from '../../../shared/backlog/item.ts';
import type { StoredItem } from '../../../shared/backlog/planningRows.ts';
import type { PlanningSettings } from '../../../shared/backlog/planningSettings.ts';
import { rankBetween } from '../../../shared/backlog/rankBetween.ts';
import type { StatusId } from '../../../shared/backlog/workflow.ts';
import { ItemId, type ProjectId, type SprintId } from '../../../shared/ids.ts';
import type { Edit } from '../db/acts.ts';
import type { Database } from '../db/database.ts';
import { lastItem } from './itemOrderTable.ts';
import { takeItemNumber } from './itemTable.ts';
import { planningSettingsOf } from './planningTable.ts';

export interface FileItemDeps {
  readonly db: Database;
  readonly keyOf: (project: ProjectId) => string | null;
  readonly timeZone: string;
  readonly isClosedSprint: (sprint: SprintId) => boolean;
}

/** An item that another part of Pitwall makes, with the source by which it is found again. */
export interface FiledItem {
  readonly project: ProjectId;
  readonly kind: StoredItem['kind'];
  readonly title: string;
  readonly description: string;
  readonly urgency: number | null;
  readonly source: { readonly system: string; readonly externalId: string };
}

/** Puts a new item into the inbox, as a part of an act. */
export const fileItem = (
  { db, keyOf, timeZone }: FileItemDeps,
  edit: Edit,
  { project, source, title, ...fields }: FiledItem,
): { readonly id: ItemId; readonly key: string } => {
  const id = ItemId.parse(randomUUID());
  const number = takeItemNumber(db, project);
  edit.insert('item', {
    ...fields,
    id,
    projectId: project,
    number,
    title: title.replace(/\p{Cc}/gu, ' ').slice(0, TITLE_MAX),
    status: firstOpenStatus(planningSettingsOf(db, project, timeZone)),
    statusReason: '',
    estimate: null,
    value: null,
    effort: null,
    labels: [],
    assignee: null,
    sprint: null,
    parent: null,
    rank: rankBetween(lastItem(db, project)?.rank ?? null, null),
    placedByHand: false,
    source: { ...source, url: null },
    triage: { state: 'waiting' },
    createdAt: edit.stamp.at,
    startedAt: null,
    endedAt: null,
  });
  return { id, key: `${keyOf(project) ?? 'item'}-${number}` };
};

/** Opens an item that was done again, as a part of an act; it leaves a sprint that is closed. */
export const reopenItem = (
  { db, timeZone, isClosedSprint }: FileItemDeps,
  edit: Edit,
  item: StoredItem,
  reason: string,
): void => {
  const gone = item.sprint !== null && isClosedSprint(item.sprint);
  edit.update('item', item.id, {
    status: firstOpenStatus(planningSettingsOf(db, item.projectId, timeZone)),
    statusReason: reason,
    endedAt: null,
    ...(gone ? { sprint: null } : {}),
  });
};

/** Where work begins: the status of new items, unless that one is no open one. */
const firstOpenStatus = ({ workflow, firstStatus }: PlanningSettings): StatusId => {
  const open = workflow.filter(({ category }) => category === 'todo' || category === 'doing');
  return open.some(({ id }) => id === firstStatus) ? firstStatus : (open[0]?.id ?? firstStatus);
};
