import type { StoredItem } from '../../../shared/backlog/planningRows.ts';
import type { ItemId, SprintId } from '../../../shared/ids.ts';
import type { Database } from '../db/database.ts';
import { listItemsOfSprint, listParts, readItem } from './itemTable.ts';

/** The items of a sprint by rank, then their parts and what they are parts of: what the sums of a sprint come from. */
export const listItemsAround = (db: Database, sprint: SprintId): readonly StoredItem[] => {
  const inSprint = listItemsOfSprint(db, sprint);
  const found = new Map<ItemId, StoredItem>(inSprint.map((item) => [item.id, item]));
  const add = (item: StoredItem): void => {
    if (!found.has(item.id)) found.set(item.id, item);
  };
  for (const item of inSprint) {
    for (const part of listParts(db, item.id)) add(part);
    for (let { parent } = item; parent !== null && !found.has(parent); ) {
      const above = readItem(db, parent);
      if (above === null) break;
      add(above);
      parent = above.parent;
    }
  }
  return [...found.values()];
};
