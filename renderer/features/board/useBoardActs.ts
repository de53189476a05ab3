import { useQueryClient } from '@tanstack/react-query';
import { byRank } from '../../../shared/backlog/byRank.ts';
import type { Place } from '../../../shared/backlog/contract.ts';
import type { Item } from '../../../shared/backlog/item.ts';
import { ranksAt } from '../../../shared/backlog/ranksAt.ts';
import type { ProjectId } from '../../../shared/ids.ts';
import { actOnItems } from '../../backend/actOnItems.ts';
import { client } from '../../backend/client.ts';
import { describeFailure } from '../../backend/failure.ts';
import type { ProjectItems } from '../../backend/itemsQuery.ts';
import { planningWindow } from '../../backend/planningWindow.ts';
import { notifyFailure } from '../../ui/notify.ts';
import { dismissActNotice } from '../../ui/notifyAct.tsx';
import { type CardPatch, patched } from './cardPatch.ts';

export interface BoardActs {
  /** Sets fields of an item, as one act. */
  readonly change: (item: Item, patch: CardPatch) => void;
  readonly rank: (item: Item, place: Place) => void;
}

/** What can be done on the board. Each act is seen at once, and taken back when the backend refuses it. */
export const useBoardActs = (project: ProjectId, items: ProjectItems): BoardActs => {
  const queries = useQueryClient();
  const act = (shown: Item, call: () => Promise<readonly Item[]>): void => {
    dismissActNotice();
    void actOnItems(queries, project, [shown], call).catch((error: unknown) =>
      notifyFailure(`${shown.key} is back where it was`, describeFailure(error)),
    );
  };
  return {
    change: (item, patch) =>
      act(patched(item, patch), () => client.backlog.edit({ ...planningWindow, items: [item.id], patch })),
    rank: (item, place) =>
      act(ranksAt(ranked(items), [item], place)[0] ?? item, () =>
        client.backlog.move({ ...planningWindow, items: [item.id], place }),
      ),
  };
};

/** All items of a project in their one order. */
export const ranked = ({ byId }: ProjectItems): readonly Item[] => [...byId.values()].sort(byRank);
