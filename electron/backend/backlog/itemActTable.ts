import type { StoredItem } from '../../../shared/backlog/planningRows.ts';
import { rankBetween } from '../../../shared/backlog/rankBetween.ts';
import type { ProjectId } from '../../../shared/ids.ts';
import type { ActTable } from '../db/actTable.ts';
import type { Database } from '../db/database.ts';
import { listComments } from './commentTable.ts';
import { rankBehind, rankTakenBy } from './itemOrderTable.ts';
import { deleteItem, insertItem, listParts, readItem, updateItem } from './itemTable.ts';
import { listLinks } from './linkTable.ts';

/** How acts read and write items. `keyOf` gives a project's key. */
export const createItemActTable = (db: Database, keyOf: (project: ProjectId) => string | null): ActTable<'item'> => {
  const nameOf = ({ projectId, number }: StoredItem): string => `${keyOf(projectId) ?? 'item'}-${number}`;
  return {
    read: (id) => readItem(db, id),
    insert: (item, stamp) => insertItem(db, item, stamp),
    update: (item, stamp, changed) => updateItem(db, item, changed, stamp),
    remove: (item, stamp) => deleteItem(db, item, stamp),
    nameOf,
    projectOf: ({ projectId }) => projectId,
    // A rank is given to one item only. What comes back to a rank that is taken meanwhile stands right behind the one that took it.
    settle: ({ projectId, rank, id }) =>
      rankTakenBy(db, projectId, rank, id) ? { rank: rankBetween(rank, rankBehind(db, projectId, rank)) } : null,
    dependents: ({ id }) => [
      ...listParts(db, id).map((part) => ({ id: part.id, name: `the part ${nameOf(part)}` })),
      ...listComments(db, id).map((comment) => ({ id: comment.id, name: `a comment of ${comment.author}` })),
      ...listLinks(db, id).map((link) => ({ id: link.id, name: `the link “${link.kind}”` })),
    ],
  };
};
