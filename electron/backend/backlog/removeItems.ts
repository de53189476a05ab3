import type { ItemId, WindowId } from '../../../shared/ids.ts';
import type { BacklogDeps } from './backlogDeps.ts';
import { itemKey, itemsInWords, needItems } from './backlogGuards.ts';
import { listComments } from './commentTable.ts';
import { listParts } from './itemTable.ts';
import { listLinks } from './linkTable.ts';

/** Removes items with their comments and links; their parts become items of their own. All of it comes back with an undo. */
export const removeItems = (
  deps: BacklogDeps,
  input: { readonly window: WindowId; readonly items: readonly ItemId[] },
): void => {
  const { db } = deps;
  const { project, projectKey, items } = needItems(deps, input.items);
  const going = new Set(items.map(({ id }) => id));
  deps.acts.commit({ project, window: input.window }, (edit) => {
    for (const { id } of items) {
      for (const part of listParts(db, id)) if (!going.has(part.id)) edit.update('item', part.id, { parent: null });
      for (const comment of listComments(db, id)) edit.remove('comment', comment.id);
      for (const link of listLinks(db, id)) edit.remove('link', link.id);
    }
    for (const { id } of items) edit.remove('item', id);
    const [first] = items;
    return {
      result: undefined,
      act: {
        verb: 'item.remove',
        entity: 'item',
        id: first?.id ?? '',
        summary:
          items.length === 1 && first !== undefined
            ? `Delete ${itemKey(projectKey, first)}: ${first.title}`
            : `Delete ${itemsInWords(projectKey, items)}`,
      },
    };
  });
};
