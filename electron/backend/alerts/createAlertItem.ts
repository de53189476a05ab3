import { randomUUID } from 'node:crypto';
import type { Alert } from '../../../shared/alerts/alert.ts';
import { type AlertContext, alertEvidence, alertNote } from '../../../shared/alerts/alertEvidence.ts';
import { alertItemStep } from '../../../shared/alerts/alertItemStep.ts';
import { causeKey } from '../../../shared/alerts/causeKey.ts';
import { TITLE_MAX } from '../../../shared/backlog/item.ts';
import { CommentId } from '../../../shared/backlog/itemDetail.ts';
import type { StoredItem } from '../../../shared/backlog/planningRows.ts';
import type { PlanningSettings } from '../../../shared/backlog/planningSettings.ts';
import { rankBetween } from '../../../shared/backlog/rankBetween.ts';
import type { StatusCategory, StatusId } from '../../../shared/backlog/workflow.ts';
import { ItemId } from '../../../shared/ids.ts';
import type { Act, Edit } from '../db/acts.ts';
import { type AlertItems, PITWALL } from './alertDeps.ts';

export const ALERT_SYSTEM = 'alert';

/** Urgency of a new item: what is down for users comes before nearly everything, what will be soon before the usual. */
const URGENCY = { critical: 8, warning: 5 } as const;

export interface AlertOfItem {
  readonly alert: Alert;
  readonly context: AlertContext;
  /** When Pitwall last noted an alert of the cause on its item; null when it never did. */
  readonly lastNoteAt: number | null;
}

/** Makes the backlog item of an alert's cause inside an act, or notes the alert on the one it has: see `alertItemStep`.
 *
 * `noted` is false when the item was left as it is. The act is null when nothing changed. */
export const createAlertItem = (
  edit: Edit,
  items: Omit<AlertItems, 'commit'>,
  born: AlertOfItem,
): { readonly item: ItemId; readonly noted: boolean; readonly act: Act | null } => {
  const { alert } = born;
  const existing = items.bySource(alert.projectId, { system: ALERT_SYSTEM, externalId: causeKey(alert) });
  return existing === null ? makeItem(edit, items, born) : noteOnItem(edit, items, born, existing);
};

const makeItem = (edit: Edit, items: Omit<AlertItems, 'commit'>, { alert, context }: AlertOfItem) => {
  const id = ItemId.parse(randomUUID());
  const number = items.takeNumber(alert.projectId);
  const item: StoredItem = {
    id,
    projectId: alert.projectId,
    number,
    kind: 'bug',
    title: titleOf(alert, context),
    description: alertEvidence(alert, context),
    status: firstOpenStatus(items.settings(alert.projectId)),
    statusReason: '',
    estimate: null,
    value: null,
    urgency: URGENCY[alert.severity],
    effort: null,
    labels: [],
    assignee: null,
    sprint: null,
    parent: null,
    rank: rankBetween(items.lastRank(alert.projectId), null),
    placedByHand: false,
    source: { system: ALERT_SYSTEM, externalId: causeKey(alert), url: null },
    triage: { state: 'waiting' },
    createdAt: edit.stamp.at,
    startedAt: null,
    endedAt: null,
  };
  edit.insert('item', item);
  const key = `${items.projectKey(alert.projectId) ?? ''}-${number}`;
  return { item: id, noted: true, act: act('item.create', id, `Make ${key} of the alert “${item.title}”`) };
};

const noteOnItem = (
  edit: Edit,
  items: Omit<AlertItems, 'commit'>,
  { alert, context, lastNoteAt }: AlertOfItem,
  item: StoredItem,
) => {
  const settings = items.settings(alert.projectId);
  const step = alertItemStep(
    { category: categoryOf(settings, item.status), urgency: item.urgency, lastNoteAt },
    edit.stamp.at,
  );
  if (step.kind === 'nothing' || step.kind === 'create') return { item: item.id, noted: false, act: null };
  const opening = step.kind === 'reopen' ? '**Came back** after it was done.' : '**Happened again.**';
  edit.insert('comment', {
    id: CommentId.parse(randomUUID()),
    item: item.id,
    author: PITWALL,
    text: `${opening}\n\n${alertNote(alert, context)}`,
    at: edit.stamp.at,
    editedAt: null,
  });
  if (step.kind === 'repeat' || step.kind === 'reopen') edit.update('item', item.id, { urgency: step.urgency });
  if (step.kind === 'reopen') {
    const gone = item.sprint !== null && items.isClosedSprint(item.sprint);
    edit.update('item', item.id, {
      status: firstOpenStatus(settings),
      statusReason: 'Its alert came back.',
      endedAt: null,
      ...(gone ? { sprint: null } : {}),
    });
  }
  const key = `${items.projectKey(alert.projectId) ?? ''}-${item.number}`;
  const verb = step.kind === 'reopen' ? 'item.reopen' : 'item.note';
  const summary =
    step.kind === 'reopen' ? `Open ${key} again: its alert came back` : `Note on ${key} that its alert came again`;
  return { item: item.id, noted: true, act: act(verb, item.id, summary) };
};

const act = (verb: string, id: ItemId, summary: string): Act => ({ verb, entity: 'item', id, summary });

const titleOf = ({ name, subject }: Alert, { environmentName }: AlertContext): string =>
  `${name}${subject === '' ? '' : ` (${subject})`} on ${environmentName}`.replace(/\p{Cc}/gu, ' ').slice(0, TITLE_MAX);

const categoryOf = ({ workflow }: PlanningSettings, status: StatusId): StatusCategory =>
  workflow.find(({ id }) => id === status)?.category ?? 'todo';

const isOpen = (category: StatusCategory): boolean => category === 'todo' || category === 'doing';

/** Where work begins: the status of new items, unless that one is no open one. */
const firstOpenStatus = (settings: PlanningSettings): StatusId =>
  isOpen(categoryOf(settings, settings.firstStatus))
    ? settings.firstStatus
    : (settings.workflow.find(({ category }) => isOpen(category))?.id ?? settings.firstStatus);
