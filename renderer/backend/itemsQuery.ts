import { type QueryClient, queryOptions } from '@tanstack/react-query';
import type { ItemChanges } from '../../shared/backlog/contract.ts';
import type { Item } from '../../shared/backlog/item.ts';
import type { ItemId, ProjectId } from '../../shared/ids.ts';
import { api, client } from './client.ts';

/** Every item of a project, by id, as of a sequence of the ledger. A new map at each change, so that it may be compared by identity. */
export interface ProjectItems {
  readonly sequence: number;
  readonly byId: ReadonlyMap<ItemId, Item>;
}

/** The items after what changed since; the same object when nothing did. */
export const mergeItems = (
  before: ProjectItems | null,
  { sequence, whole, items, removed }: ItemChanges,
): ProjectItems => {
  if (!whole && before !== null && items.length === 0 && removed.length === 0)
    return before.sequence === sequence ? before : { ...before, sequence };
  const byId = new Map(whole ? [] : before?.byId);
  for (const id of removed) byId.delete(id);
  for (const item of items) byId.set(item.id, item);
  return { sequence, byId };
};

/** All queries of items; the live stream marks them untrue, and they then ask only for what changed. */
export const itemsKey = [...api.backlog.list.key(), 'merged'] as const;

/** The items of a project, read whole once and by changes from then on: a list of ten thousand costs no more to keep true than one of ten. */
export const itemsOf = (queries: QueryClient, project: ProjectId) =>
  queryOptions({
    queryKey: [...itemsKey, project],
    queryFn: async ({ signal }): Promise<ProjectItems> => {
      const before = queries.getQueryData<ProjectItems>([...itemsKey, project]) ?? null;
      return mergeItems(before, await client.backlog.list({ project, since: before?.sequence ?? null }, { signal }));
    },
    structuralSharing: false,
  });

/** Shows items as they will be, before the backend has said so; gives the act that puts back what was shown, for when it refuses. */
export const showItems = (queries: QueryClient, project: ProjectId, items: readonly Item[]): (() => void) => {
  const key = [...itemsKey, project];
  const before = queries.getQueryData<ProjectItems>(key);
  if (before === undefined) return () => {};
  void queries.cancelQueries({ queryKey: key });
  const byId = new Map(before.byId);
  for (const item of items) byId.set(item.id, item);
  queries.setQueryData<ProjectItems>(key, { ...before, byId });
  return () =>
    queries.setQueryData<ProjectItems>(key, (now) => {
      if (now === undefined) return now;
      const back = new Map(now.byId);
      for (const item of items) {
        const old = before.byId.get(item.id);
        if (back.get(item.id) !== item) continue; // The backend has said something newer.
        if (old === undefined) back.delete(item.id);
        else back.set(item.id, old);
      }
      return { ...now, byId: back };
    });
};
