import { randomUUID } from 'node:crypto';
import type { TriageDecision } from '../../../shared/backlog/contract.ts';
import type { Item } from '../../../shared/backlog/item.ts';
import { LinkId } from '../../../shared/backlog/itemDetail.ts';
import type { StoredItem } from '../../../shared/backlog/planningRows.ts';
import type { PlanningSettings } from '../../../shared/backlog/planningSettings.ts';
import { statusTimes } from '../../../shared/backlog/statusTimes.ts';
import type { Status } from '../../../shared/backlog/workflow.ts';
import type { ItemId, WindowId } from '../../../shared/ids.ts';
import type { Edit } from '../db/acts.ts';
import type { BacklogDeps } from './backlogDeps.ts';
import {
  type ItemsOfProject,
  itemKey,
  itemsInWords,
  needItemOf,
  needItems,
  refused,
  settingsOf,
  shownItems,
} from './backlogGuards.ts';
import { needOpenSprintOf } from './fieldGuards.ts';
import { listLinked } from './linkTable.ts';
import { placeInWords } from './moveItems.ts';
import { gapAt, placeItems } from './placeItems.ts';

/** Decides on items of the inbox. */
export const triageItems = (
  deps: BacklogDeps,
  input: { readonly window: WindowId; readonly items: readonly ItemId[]; readonly decision: TriageDecision },
): readonly Item[] => {
  const selected = needItems(deps, input.items);
  const { project, projectKey, items } = selected;
  const accepted = items.find(({ triage }) => triage === null);
  if (accepted !== undefined)
    throw refused(
      `${itemKey(projectKey, accepted)} is not in the inbox (any more).`,
      'Look at the backlog: somebody has decided on it already.',
    );
  return deps.acts.commit({ project, window: input.window }, (edit) => {
    const what = decide(deps, edit, selected, input.decision);
    return {
      result: shownItems(deps, projectKey, items),
      act: { verb: `triage.${input.decision.kind}`, entity: 'item', id: items[0]?.id ?? '', summary: what },
    };
  });
};

/** Does what was decided; gives it in one sentence. */
const decide = (deps: BacklogDeps, edit: Edit, selected: ItemsOfProject, decision: TriageDecision): string => {
  const { project, projectKey, items } = selected;
  const settings = settingsOf(deps, project);
  const words = itemsInWords(projectKey, items);
  switch (decision.kind) {
    case 'accept': {
      const { sprint } = decision;
      const into = sprint === undefined ? '' : ` into ${needOpenSprintOf(deps, project, sprint).name}`;
      const gap = gapAt(deps.db, project, decision.place, new Set(items.map(({ id }) => id)));
      placeItems(deps.db, edit, items, gap, settings.weights, {
        triage: null,
        ...(sprint === undefined ? {} : { sprint }),
      });
      return `Accept ${words}${into} ${placeInWords(deps, projectKey, decision.place)}`;
    }
    case 'decline':
      cancel(edit, items, settings, decision.reason);
      return `Decline ${words}: ${decision.reason}`;
    case 'snooze':
      if (decision.until <= edit.stamp.at)
        throw refused('The time to come back lies in the past.', 'Choose a later time.');
      for (const { id } of items) edit.update('item', id, { triage: { state: 'snoozed', until: decision.until } });
      return `Snooze ${words}`;
    case 'duplicate':
      return markDuplicates(deps, edit, selected, settings, decision.of);
    default:
      return decision satisfies never;
  }
};

const cancelledStatus = ({ workflow }: PlanningSettings): Status => {
  const status = workflow.find(({ category }) => category === 'cancelled');
  if (status === undefined) throw new Error('the workflow has no status for what is cancelled');
  return status;
};

const cancel = (edit: Edit, items: readonly StoredItem[], settings: PlanningSettings, reason: string): void => {
  const { id: status, category } = cancelledStatus(settings);
  for (const item of items)
    edit.update('item', item.id, {
      triage: null,
      status,
      statusReason: reason,
      placedByHand: false,
      ...statusTimes(item, category, edit.stamp.at),
    });
};

const markDuplicates = (
  deps: BacklogDeps,
  edit: Edit,
  { project, projectKey, items }: ItemsOfProject,
  settings: PlanningSettings,
  of: ItemId,
): string => {
  const original = needItemOf(deps, project, of);
  const key = itemKey(projectKey, original);
  if (items.some(({ id }) => id === of))
    throw refused(`${key} cannot be a duplicate of itself.`, 'Choose the item that was there first.');
  cancel(edit, items, settings, `Duplicate of ${key}`);
  for (const { id } of items)
    if (!listLinked(deps.db, id, 'duplicates').includes(of))
      edit.insert('link', {
        id: LinkId.parse(randomUUID()),
        projectId: project,
        from: id,
        to: of,
        kind: 'duplicates',
      });
  return `Mark ${itemsInWords(projectKey, items)} as ${items.length === 1 ? 'a duplicate' : 'duplicates'} of ${key}`;
};
