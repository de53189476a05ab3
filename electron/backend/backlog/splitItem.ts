import { randomUUID } from 'node:crypto';
import type { Item, ItemFields } from '../../../shared/backlog/item.ts';
import { statusTimes } from '../../../shared/backlog/statusTimes.ts';
import { ItemId, type WindowId } from '../../../shared/ids.ts';
import type { BacklogDeps } from './backlogDeps.ts';
import { itemKey, needItem, needProject, refused, settingsOf, shownItems } from './backlogGuards.ts';
import { needStatus, refuseMissingNeeds, refuseOffScale } from './fieldGuards.ts';
import { takeItemNumber } from './itemTable.ts';
import { fillGap, gapAt } from './placeItems.ts';

/** Gives an item parts, right behind it, which take its place in every sum. They have its kind, labels, assignee and sprint. */
export const splitItem = (
  deps: BacklogDeps,
  input: {
    readonly window: WindowId;
    readonly item: ItemId;
    readonly parts: readonly Pick<ItemFields, 'title' | 'estimate'>[];
  },
): readonly Item[] => {
  const { db } = deps;
  const whole = needItem(deps, input.item);
  const project = whole.projectId;
  const projectKey = needProject(deps, project);
  const key = itemKey(projectKey, whole);
  return deps.acts.commit({ project, window: input.window }, (edit) => {
    const settings = settingsOf(deps, project);
    if (whole.triage !== null) throw refused(`${key} waits in the inbox.`, 'Accept it first, then split it.');
    if (whole.endedAt !== null)
      throw refused(`${key} is ${needStatus(settings, whole.status).name}.`, 'Open it again first, then split it.');
    const status = needStatus(settings, settings.firstStatus);
    for (const { title, estimate } of input.parts) {
      refuseOffScale(estimate, settings.scale);
      refuseMissingNeeds(`“${title}”`, { estimate, assignee: whole.assignee, statusReason: '' }, status, false);
    }
    const ids = input.parts.map(() => ItemId.parse(randomUUID()));
    const numbers = input.parts.map(() => takeItemNumber(db, project));
    fillGap(db, edit, project, gapAt(db, project, { after: whole.id }), ids.length, (ranks) => {
      for (const [at, { title, estimate }] of input.parts.entries())
        edit.insert('item', {
          id: ids[at] ?? whole.id,
          projectId: project,
          number: numbers[at] ?? 0,
          kind: whole.kind,
          title,
          description: '',
          status: status.id,
          statusReason: '',
          estimate,
          value: null,
          urgency: null,
          effort: null,
          labels: [...whole.labels],
          assignee: whole.assignee,
          sprint: whole.sprint,
          parent: whole.id,
          rank: ranks[at] ?? '',
          placedByHand: false,
          source: null,
          triage: null,
          createdAt: edit.stamp.at,
          ...statusTimes({ startedAt: null }, status.category, edit.stamp.at),
        });
    });
    return {
      result: shownItems(
        deps,
        projectKey,
        ids.map((id) => ({ id })),
      ),
      act: {
        verb: 'item.split',
        entity: 'item',
        id: whole.id,
        summary: `Split ${key} into ${ids.length === 1 ? 'a part' : `${ids.length} parts`}`,
      },
    };
  });
};
