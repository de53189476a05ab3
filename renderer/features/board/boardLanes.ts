import { byRank } from '../../../shared/backlog/byRank.ts';
import { type Item, itemKinds } from '../../../shared/backlog/item.ts';
import type { Status } from '../../../shared/backlog/workflow.ts';
import type { ItemId } from '../../../shared/ids.ts';
import type { Member } from '../../../shared/team/member.ts';
import type { BoardChoice } from './boardChoice.ts';
import type { CardPatch } from './cardPatch.ts';

/** A row of the board: one list of items for each column, each in the rank order. */
export interface BoardLane {
  readonly key: string;
  /** null on a board without lanes. */
  readonly title: string | null;
  /** What an item gets that is put into this lane. */
  readonly patch: CardPatch;
  readonly cells: readonly (readonly Item[])[];
  readonly count: number;
}

/** What the lanes are made of. */
export interface LaneSources {
  readonly members: readonly Member[];
  readonly itemOf: (id: ItemId) => Item | undefined;
}

interface LaneHead {
  readonly key: string;
  readonly title: string | null;
  readonly patch: CardPatch;
  /** It is there also while nothing is in it, so that something can be put there. */
  readonly always: boolean;
}

const kindTitles = { feature: 'Features', bug: 'Bugs', debt: 'Debt' } as const;

const headsOf = (items: readonly Item[], kind: BoardChoice['lanes'], from: LaneSources): readonly LaneHead[] => {
  switch (kind) {
    case 'none':
      return [{ key: '', title: null, patch: {}, always: true }];
    case 'kind':
      return itemKinds.map((each) => ({ key: each, title: kindTitles[each], patch: { kind: each }, always: true }));
    case 'assignee':
      return [
        ...from.members.map(({ id, name, active }) => ({
          key: id,
          title: name,
          patch: { assignee: id },
          always: active,
        })),
        { key: 'none', title: 'Nobody', patch: { assignee: null }, always: true },
      ];
    case 'parent': {
      const ids = new Set(items.flatMap(({ parent }) => (parent === null ? [] : [parent])));
      const parents = [...ids].flatMap((id) => from.itemOf(id) ?? []).sort(byRank);
      return [
        ...parents.map(({ id, key, title }) => ({
          key: id,
          title: `${key} ${title}`,
          patch: { parent: id },
          always: false,
        })),
        { key: 'none', title: 'Without a parent', patch: { parent: null }, always: false },
      ];
    }
  }
};

const laneKeyOf = (item: Item, kind: BoardChoice['lanes'], known: ReadonlySet<string>): string => {
  if (kind === 'none') return '';
  if (kind === 'kind') return item.kind;
  const key = item[kind] ?? 'none';
  return known.has(key) ? key : 'none';
};

/** The lanes of a board. Every item whose status has a column is in exactly one cell, in the order in which the items came. */
export const boardLanes = (
  items: readonly Item[],
  columns: readonly Status[],
  kind: BoardChoice['lanes'],
  from: LaneSources,
): readonly BoardLane[] => {
  const heads = headsOf(items, kind, from);
  const known = new Set(heads.map(({ key }) => key));
  const columnAt = new Map(columns.map(({ id }, index) => [id, index]));
  const cells = new Map<string, Item[][]>(heads.map(({ key }) => [key, columns.map(() => [])]));
  for (const item of items) {
    const column = columnAt.get(item.status);
    if (column !== undefined) cells.get(laneKeyOf(item, kind, known))?.[column]?.push(item);
  }
  return heads
    .map(({ always, ...head }) => {
      const own = cells.get(head.key) ?? [];
      return { head, always, own, count: own.reduce((sum, cell) => sum + cell.length, 0) };
    })
    .filter(({ always, count }) => always || count > 0)
    .map(({ head, own, count }) => ({ ...head, cells: own, count }));
};
