import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Item } from '../../../shared/backlog/item.ts';
import type { ItemId, SprintId } from '../../../shared/ids.ts';
import type { Sprint } from '../../../shared/sprints/sprint.ts';
import { verdictInWords } from '../../../shared/sprints/verdictInWords.ts';
import { actOnItems } from '../../backend/actOnItems.ts';
import { client } from '../../backend/client.ts';
import { describeFailure } from '../../backend/failure.ts';
import { planningWindow } from '../../backend/planningWindow.ts';
import { type SprintFigures, sprintFigures } from '../../backend/sprintFigures.ts';
import type { Planning } from '../../backend/usePlanning.ts';
import { announce } from '../../ui/announce.ts';
import { notifyFailure } from '../../ui/notify.ts';
import { dismissActNotice } from '../../ui/notifyAct.tsx';
import { loadInWords, overInWords } from './figuresInWords.ts';
import type { PlanSide } from './planDrag.ts';
import { withParts } from './planLists.ts';

/** Work that is to be added to a running sprint although it does not fit. */
interface AskedScope {
  readonly items: readonly Item[];
  readonly what: string;
  readonly sentences: readonly string[];
}

export interface PlanMoves {
  readonly asked: AskedScope | null;
  /** What would be in the sprint or out of it after a move: each item with the sprint it would be in. */
  readonly suppose: (chosen: readonly ItemId[], to: PlanSide) => ReadonlyMap<ItemId, SprintId | null>;
  /** Moves items with their parts; gives those that leave their list, none while it is asked. */
  readonly move: (chosen: readonly ItemId[], to: PlanSide) => ReadonlySet<ItemId>;
  readonly agree: () => void;
  readonly leave: () => void;
}

const inWords = (items: readonly Item[]): string =>
  items.length === 1 ? (items[0]?.key ?? '') : `${String(items.length)} items`;

/** Takes items into a sprint and out of it: seen at once, one act each time, back where they were when it is refused. */
export const usePlanMoves = (sprint: Sprint, planning: Planning): PlanMoves => {
  const queries = useQueryClient();
  const [asked, setAsked] = useState<AskedScope | null>(null);
  const { unit } = planning.settings;

  const moved = (chosen: readonly ItemId[], to: PlanSide): readonly Item[] =>
    withParts(chosen, to === 'sprint' ? null : sprint.id, planning);
  const supposed = (items: readonly Item[], to: PlanSide): ReadonlyMap<ItemId, SprintId | null> =>
    new Map(items.map(({ id }) => [id, to === 'sprint' ? sprint.id : null]));

  const act = (items: readonly Item[], to: PlanSide, after: SprintFigures): void => {
    const target = to === 'sprint' ? sprint.id : null;
    const call = () =>
      client.backlog.edit({ ...planningWindow, items: items.map(({ id }) => id), patch: { sprint: target } });
    dismissActNotice();
    const shown = items.map((item) => ({ ...item, sprint: target }));
    actOnItems(queries, sprint.projectId, shown, call).catch((error: unknown) =>
      notifyFailure(`${inWords(items)} did not move`, describeFailure(error)),
    );
    const { team } = after.verdict;
    const load = [loadInWords(team, unit), overInWords(team)].filter((each) => each !== null).join(', ');
    announce(`${inWords(items)} ${to === 'sprint' ? `in ${sprint.name}` : 'back in the backlog'}; team ${load}`);
  };

  return {
    asked,
    suppose: (chosen, to) => supposed(moved(chosen, to), to),
    move: (chosen, to) => {
      const items = moved(chosen, to);
      if (items.length === 0) return new Set();
      const after = sprintFigures(sprint, planning, supposed(items, to));
      if (to === 'sprint' && sprint.state === 'active' && after.verdict.overCommitted) {
        const names = new Map(planning.members.map(({ id, name }) => [id, name]));
        const nameOf = (id: Parameters<typeof names.get>[0]) => names.get(id) ?? 'Somebody who left';
        setAsked({ items, what: inWords(items), sentences: verdictInWords(after.verdict, nameOf, unit) });
        return new Set();
      }
      act(items, to, after);
      return new Set(items.map(({ id }) => id));
    },
    agree: () => {
      if (asked === null) return;
      setAsked(null);
      act(asked.items, 'sprint', sprintFigures(sprint, planning, supposed(asked.items, 'sprint')));
    },
    leave: () => setAsked(null),
  };
};
