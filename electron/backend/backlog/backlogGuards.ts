import type { Item } from '../../../shared/backlog/item.ts';
import type { StoredItem } from '../../../shared/backlog/planningRows.ts';
import type { PlanningSettings } from '../../../shared/backlog/planningSettings.ts';
import { type ErrorData, Failure } from '../../../shared/errors.ts';
import type { ItemId, ProjectId } from '../../../shared/ids.ts';
import type { BacklogDeps } from './backlogDeps.ts';
import { getItem, readItem } from './itemTable.ts';
import { planningSettingsOf } from './planningTable.ts';

export const gone = (what: ErrorData<'GONE'>['what'], id: string): Failure<'GONE'> =>
  new Failure('GONE', `This ${what} does not exist (any more).`, { what, id });

export const refused = (message: string, act: string): Failure<'REFUSED'> => new Failure('REFUSED', message, { act });

/** The project's key. */
export const needProject = ({ keyOf }: Pick<BacklogDeps, 'keyOf'>, project: ProjectId): string => {
  const key = keyOf(project);
  if (key === null) throw gone('project', project);
  return key;
};

export const needItem = ({ db }: Pick<BacklogDeps, 'db'>, id: ItemId): StoredItem => {
  const item = readItem(db, id);
  if (item === null) throw gone('item', id);
  return item;
};

/** An item of a project; one of another project is not there for it. */
export const needItemOf = (deps: Pick<BacklogDeps, 'db'>, project: ProjectId, id: ItemId): StoredItem => {
  const item = needItem(deps, id);
  if (item.projectId !== project) throw gone('item', id);
  return item;
};

export interface ItemsOfProject {
  readonly project: ProjectId;
  readonly projectKey: string;
  /** In the order asked for, each once. */
  readonly items: readonly StoredItem[];
}

/** The items of one act. REFUSED when they belong to two projects. */
export const needItems = (deps: Pick<BacklogDeps, 'db' | 'keyOf'>, ids: readonly ItemId[]): ItemsOfProject => {
  const items = [...new Set(ids)].map((id) => needItem(deps, id));
  const [first] = items;
  if (first === undefined) throw refused('No item was named.', 'Select one or more items.');
  const stranger = items.find(({ projectId }) => projectId !== first.projectId);
  if (stranger !== undefined)
    throw refused('The items belong to two projects.', 'Act on the items of one project at a time.');
  return { project: first.projectId, projectKey: needProject(deps, first.projectId), items };
};

export const settingsOf = (
  { db, timeZone }: Pick<BacklogDeps, 'db' | 'timeZone'>,
  project: ProjectId,
): PlanningSettings => planningSettingsOf(db, project, timeZone);

export const itemKey = (projectKey: string, { number }: Pick<StoredItem, 'number'>): string =>
  `${projectKey}-${number}`;

/** "TR-12", "TR-12 and TR-14", "3 items". */
export const itemsInWords = (projectKey: string, items: readonly Pick<StoredItem, 'number'>[]): string =>
  items.length > 2 ? `${items.length} items` : items.map((item) => itemKey(projectKey, item)).join(' and ');

/** The items as a page sees them now. */
export const shownItems = (
  { db }: Pick<BacklogDeps, 'db'>,
  projectKey: string,
  items: readonly Pick<StoredItem, 'id'>[],
): readonly Item[] => items.map(({ id }) => getItem(db, id, projectKey)).filter((item) => item !== null);
