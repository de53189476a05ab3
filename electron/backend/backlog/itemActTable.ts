import { findChain } from '../../../shared/backlog/findChain.ts';
import type { StoredItem } from '../../../shared/backlog/planningRows.ts';
import { rankBetween } from '../../../shared/backlog/rankBetween.ts';
import { statusIn } from '../../../shared/backlog/statusIn.ts';
import type { ItemId } from '../../../shared/ids.ts';
import type { ActTable } from '../db/actTable.ts';
import type { Database } from '../db/database.ts';
import type { BacklogSurroundings } from './backlogDeps.ts';
import { settingsOf } from './backlogGuards.ts';
import { listComments } from './commentTable.ts';
import { rankBehind, rankTakenBy } from './itemOrderTable.ts';
import { deleteItem, insertItem, listParts, readItem, updateItem } from './itemTable.ts';
import { listLinks } from './linkTable.ts';

/** How acts read and write items. */
export const createItemActTable = (
  db: Database,
  surroundings: Pick<BacklogSurroundings, 'keyOf' | 'sprintOf' | 'timeZone'>,
): ActTable<'item'> => {
  const { keyOf, sprintOf, timeZone } = surroundings;
  const nameOf = ({ projectId, number }: StoredItem): string => `${keyOf(projectId) ?? 'item'}-${number}`;

  const parentOf = (id: ItemId): readonly ItemId[] => {
    const parent = readItem(db, id)?.parent ?? null;
    return parent === null ? [] : [parent];
  };

  return {
    read: (id) => readItem(db, id),
    insert: (item, stamp) => insertItem(db, item, stamp),
    update: (item, stamp, changed) => updateItem(db, item, changed, stamp),
    remove: (item, stamp) => deleteItem(db, item, stamp),
    nameOf,
    // A rank is given to one item only. What comes back to a rank that is taken meanwhile stands right behind the one that took it.
    settle: ({ projectId, rank, id }) =>
      rankTakenBy(db, projectId, rank, id) ? { rank: rankBetween(rank, rankBehind(db, projectId, rank)) } : null,
    objections: (id, changed) => {
      const item = readItem(db, id);
      if (item === null) return [];
      const { projectId, status, sprint, parent, endedAt } = item;
      const { workflow } = settingsOf({ db, timeZone }, projectId);
      const inSprint = sprint === null ? null : sprintOf(sprint);
      return [
        ...(changed.includes('status') && statusIn(workflow, status) === null
          ? [`${nameOf(item)} would be in a status that was removed since`]
          : []),
        ...(changed.includes('sprint') && endedAt === null && inSprint?.state === 'closed'
          ? [`${nameOf(item)} would be in ${inSprint.name}, which was closed since`]
          : []),
        ...(changed.includes('parent') && parent !== null && findChain(parent, id, parentOf) !== null
          ? [`${nameOf(item)} would be a part of itself`]
          : []),
      ];
    },
    dependents: ({ id }) => [
      ...listParts(db, id).map((part) => ({ id: part.id, name: `the part ${nameOf(part)}` })),
      ...listComments(db, id).map((comment) => ({ id: comment.id, name: `a comment of ${comment.author}` })),
      ...listLinks(db, id).map((link) => ({ id: link.id, name: `the link “${link.kind}”` })),
    ],
  };
};
