import type { ItemChanges } from '../../../shared/backlog/contract.ts';
import type { ItemDetail } from '../../../shared/backlog/itemDetail.ts';
import type { ItemId, ProjectId } from '../../../shared/ids.ts';
import { nextSequence } from '../db/changeTable.ts';
import { changedSince } from '../db/ledgerTable.ts';
import type { BacklogDeps } from './backlogDeps.ts';
import { gone, needItem, needProject } from './backlogGuards.ts';
import { listComments } from './commentTable.ts';
import { getItem, listItems, listRemovedItems } from './itemTable.ts';
import { listLinks } from './linkTable.ts';

/** All items of a project, or those that changed since a line of the ledger.
 *
 * It is the whole list too when the project itself changed since, for every key begins with the project's, and when the ledger is shorter than
 * the caller knows it: a backup took the database's place. */
export const readItems = (
  deps: Pick<BacklogDeps, 'db' | 'keyOf'>,
  project: ProjectId,
  since: number | null,
): ItemChanges => {
  const { db } = deps;
  const projectKey = needProject(deps, project);
  const sequence = nextSequence(db) - 1;
  const whole =
    since === null || since > sequence || changedSince(db, { entity: 'project', entityId: project, sequence: since });
  return {
    sequence,
    whole,
    items: [...listItems(db, project, projectKey, whole ? null : since)],
    removed: whole ? [] : [...listRemovedItems(db, project, since)],
  };
};

/** Everything that is shown of one item. */
export const readItemDetail = (deps: Pick<BacklogDeps, 'db' | 'keyOf'>, id: ItemId): ItemDetail => {
  const { db } = deps;
  const { projectId, description } = needItem(deps, id);
  const item = getItem(db, id, needProject(deps, projectId));
  if (item === null) throw gone('item', id);
  return {
    ...item,
    description,
    comments: [...listComments(db, id)],
    links: listLinks(db, id).map(({ projectId: _projectId, ...link }) => link),
  };
};
