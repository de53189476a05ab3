import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { byRank } from '../../../shared/backlog/byRank.ts';
import type { ItemPatch, NewItem, Place, TriageDecision } from '../../../shared/backlog/contract.ts';
import type { Item } from '../../../shared/backlog/item.ts';
import { ranksAt } from '../../../shared/backlog/ranksAt.ts';
import type { ItemId, ProjectId } from '../../../shared/ids.ts';
import { api } from '../../backend/client.ts';
import { describeFailure } from '../../backend/failure.ts';
import { itemsOf, showItems } from '../../backend/itemsQuery.ts';
import { planningWindow } from '../../backend/planningWindow.ts';
import { notifyFailure } from '../../ui/notify.ts';
import { dismissActNotice } from '../../ui/notifyAct.tsx';
import { patchItem } from './patchItem.ts';

/** What can be done with items. Each act is seen at once; when the backend refuses it, what was shown is put back and the promise rejects. */
export interface BacklogActs {
  readonly create: (item: NewItem, place: Place) => Promise<Item>;
  readonly edit: (items: readonly ItemId[], patch: ItemPatch) => Promise<readonly Item[]>;
  readonly move: (items: readonly ItemId[], place: Place) => Promise<readonly Item[]>;
  readonly remove: (items: readonly ItemId[]) => Promise<void>;
  readonly split: (item: ItemId, parts: readonly Pick<Item, 'title' | 'estimate'>[]) => Promise<readonly Item[]>;
  readonly rankByScore: (keepPlaced: boolean) => Promise<number>;
  readonly triage: (items: readonly ItemId[], decision: TriageDecision) => Promise<readonly Item[]>;
}

/** For acts whose failure no field or dialog stands for: says it in a message that stays. */
export const orNotify =
  (title: string) =>
  (error: unknown): void =>
    notifyFailure(title, describeFailure(error));

export const useBacklogActs = (project: ProjectId): BacklogActs => {
  const queries = useQueryClient();
  const { mutateAsync } = useMutation({
    // Every act goes through here, so that acts are done one after the other in the order of the clicks.
    scope: { id: `planning ${project}` },
    mutationFn: (act: () => Promise<unknown>) => act(),
    networkMode: 'always',
  });
  return useMemo(() => {
    const byId = (): ReadonlyMap<ItemId, Item> =>
      queries.getQueryData(itemsOf(queries, project).queryKey)?.byId ?? new Map();
    const found = (ids: readonly ItemId[]): readonly Item[] => {
      const all = byId();
      return ids.flatMap((id) => all.get(id) ?? []);
    };
    const act = async <Result>(shown: readonly Item[], send: () => Promise<Result>): Promise<Result> => {
      dismissActNotice();
      const putBack = showItems(queries, project, shown);
      try {
        return (await mutateAsync(send)) as Result;
      } catch (error) {
        putBack();
        // What was shown may have stopped a read that was under way.
        void queries.invalidateQueries({ queryKey: itemsOf(queries, project).queryKey });
        throw error;
      }
    };
    /** What the backend answered is newer than what was shown. */
    const keep = <Items extends readonly Item[]>(items: Items): Items => {
      showItems(queries, project, items);
      return items;
    };
    const { backlog } = api;
    return {
      create: async (item, place) => {
        const made = await act([], () => backlog.create.call({ ...planningWindow, project, item, place }));
        keep([made]);
        return made;
      },
      edit: async (items, patch) =>
        keep(
          await act(
            found(items).map((item) => patchItem(item, patch)),
            () => backlog.edit.call({ ...planningWindow, items: [...items], patch }),
          ),
        ),
      move: async (items, place) =>
        keep(
          await act(ranksAt([...byId().values()].sort(byRank), found(items), place), () =>
            backlog.move.call({ ...planningWindow, items: [...items], place }),
          ),
        ),
      remove: async (items) => {
        await act([], () => backlog.remove.call({ ...planningWindow, items: [...items] }));
        await queries.invalidateQueries({ queryKey: itemsOf(queries, project).queryKey });
      },
      split: async (item, parts) =>
        keep(await act([], () => backlog.split.call({ ...planningWindow, item, parts: [...parts] }))),
      rankByScore: async (keepPlaced) => {
        const { moved } = await act([], () => backlog.rankByScore.call({ ...planningWindow, project, keepPlaced }));
        await queries.invalidateQueries({ queryKey: itemsOf(queries, project).queryKey });
        return moved;
      },
      triage: async (items, decision) =>
        keep(await act([], () => backlog.triage.call({ ...planningWindow, items: [...items], decision }))),
    };
  }, [queries, project, mutateAsync]);
};
