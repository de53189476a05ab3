import type { ItemPatch } from '../../../shared/backlog/contract.ts';
import type { Item } from '../../../shared/backlog/item.ts';
import type { StoredItem } from '../../../shared/backlog/planningRows.ts';
import type { PlanningSettings } from '../../../shared/backlog/planningSettings.ts';
import { statusTimes } from '../../../shared/backlog/statusTimes.ts';
import { withLabels } from '../../../shared/backlog/withLabels.ts';
import type { ItemId, WindowId } from '../../../shared/ids.ts';
import { sameValue } from '../db/changeLog.ts';
import type { BacklogDeps } from './backlogDeps.ts';
import {
  type ItemsOfProject,
  itemKey,
  itemsInWords,
  needItems,
  refused,
  settingsOf,
  shownItems,
} from './backlogGuards.ts';
import {
  needMemberOf,
  needOpenSprintOf,
  needStatus,
  refuseMissingNeeds,
  refuseOffScale,
  refuseOwnPart,
  refuseTooManyLabels,
} from './fieldGuards.ts';
import { hasParts } from './itemTable.ts';
import { patchInWords } from './patchInWords.ts';

/** Changes one item or many in one act: all of them or, when one is refused, none. */
export const editItems = (
  deps: BacklogDeps,
  input: { readonly window: WindowId; readonly items: readonly ItemId[]; readonly patch: ItemPatch },
): readonly Item[] => {
  const selected = needItems(deps, input.items);
  const { project, projectKey, items } = selected;
  return deps.acts.commit({ project, window: input.window }, (edit) => {
    const settings = settingsOf(deps, project);
    refuseUnfit(deps, selected, input.patch, settings);
    const changed = new Set<keyof StoredItem>();
    for (const item of items) {
      const fields = changedFields(item, input.patch, settings, edit.stamp.at);
      if (fields.labels !== undefined) refuseTooManyLabels(itemKey(projectKey, item), fields.labels);
      if (fields.status !== undefined)
        refuseMissingNeeds(
          itemKey(projectKey, item),
          { ...item, ...fields },
          needStatus(settings, fields.status),
          hasParts(deps.db, item.id),
        );
      for (const name of Object.keys(fields)) changed.add(name as keyof StoredItem);
      edit.update('item', item.id, fields);
    }
    return {
      result: shownItems(deps, projectKey, items),
      act: {
        verb: 'item.edit',
        entity: 'item',
        id: items[0]?.id ?? '',
        summary: patchInWords(deps, itemsInWords(projectKey, items), input.patch, changed, settings),
      },
    };
  });
};

/** The fields of the item that the patch changes. A new status begins without the reason of the last one. */
const changedFields = (
  item: StoredItem,
  { addLabels = [], removeLabels = [], ...given }: ItemPatch,
  settings: PlanningSettings,
  at: number,
): Partial<StoredItem> => {
  const set: Partial<StoredItem> = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  const entered = set.status !== undefined && set.status !== item.status ? needStatus(settings, set.status) : null;
  const wanted: Partial<StoredItem> = {
    ...(entered === null ? {} : { statusReason: '', ...statusTimes(item, entered.category, at) }),
    ...set,
    ...(addLabels.length + removeLabels.length === 0
      ? {}
      : { labels: [...withLabels(item.labels, addLabels, removeLabels)] }),
  };
  return Object.fromEntries(
    Object.entries(wanted).filter(([name, value]) => !sameValue(item[name as keyof StoredItem], value)),
  );
};

/** What may not be set is refused where it would change something: a value that stands there already is no fault of this act. */
const refuseUnfit = (
  deps: BacklogDeps,
  { project, projectKey, items }: ItemsOfProject,
  patch: ItemPatch,
  settings: PlanningSettings,
): void => {
  const changes = (field: 'estimate' | 'assignee' | 'sprint' | 'parent' | 'status') =>
    patch[field] !== undefined && items.some((item) => item[field] !== patch[field]);
  if (changes('estimate')) refuseOffScale(patch.estimate ?? null, settings.scale);
  if (changes('assignee') && patch.assignee) needMemberOf(deps, project, patch.assignee);
  if (changes('sprint') && patch.sprint) needOpenSprintOf(deps, project, patch.sprint);
  if (changes('status') && patch.status !== undefined) needStatus(settings, patch.status);
  if (changes('parent') && patch.parent) refuseOwnPart(deps, project, projectKey, items, patch.parent);
  const waiting = items.find(({ triage }) => triage !== null);
  if (waiting !== undefined && (changes('status') || changes('sprint')))
    throw refused(
      `${itemKey(projectKey, waiting)} waits in the inbox: it has no status and no sprint yet.`,
      'Accept it first.',
    );
};
