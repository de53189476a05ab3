import type { Place } from '../../../shared/backlog/contract.ts';
import type { Item } from '../../../shared/backlog/item.ts';
import type { StoredItem } from '../../../shared/backlog/planningRows.ts';
import type { ItemId, ProjectId, WindowId } from '../../../shared/ids.ts';
import type { Database } from '../db/database.ts';
import type { BacklogDeps } from './backlogDeps.ts';
import { itemKey, itemsInWords, needItem, needItems, settingsOf, shownItems } from './backlogGuards.ts';
import { listBehind } from './itemOrderTable.ts';
import { gapAt, placeItems } from './placeItems.ts';

/** Moves items together to one place, in the order given. */
export const moveItems = (
  deps: BacklogDeps,
  input: { readonly window: WindowId; readonly items: readonly ItemId[]; readonly place: Place },
): readonly Item[] => {
  const { db } = deps;
  const { project, projectKey, items } = needItems(deps, input.items);
  return deps.acts.commit({ project, window: input.window }, (edit) => {
    const gap = gapAt(db, project, input.place, new Set(items.map(({ id }) => id)));
    if (!standThere(db, project, items, gap.above)) placeItems(db, edit, items, gap, settingsOf(deps, project).weights);
    return {
      result: shownItems(deps, projectKey, items),
      act: {
        verb: 'item.move',
        entity: 'item',
        id: items[0]?.id ?? '',
        summary: `Move ${itemsInWords(projectKey, items)} ${placeInWords(deps, projectKey, input.place)}`,
      },
    };
  });
};

/** Whether the items stand right behind a rank already: moving them there again would only make their ranks longer. */
const standThere = (db: Database, project: ProjectId, items: readonly StoredItem[], above: string | null): boolean => {
  const behind = listBehind(db, project, above, items.length);
  return items.every(({ id }, at) => behind[at] === id);
};

export const placeInWords = (deps: Pick<BacklogDeps, 'db'>, projectKey: string, place: Place): string =>
  typeof place === 'string' ? `to the ${place}` : `behind ${itemKey(projectKey, needItem(deps, place.after))}`;
