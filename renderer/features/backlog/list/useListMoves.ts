import { useState } from 'react';
import type { Place } from '../../../../shared/backlog/contract.ts';
import { placeAmong } from '../../../../shared/backlog/placeAmong.ts';
import type { ItemId } from '../../../../shared/ids.ts';
import { announce } from '../../../ui/announce.ts';
import type { BacklogModel } from '../backlogModel.ts';
import { standsAt, stepTarget } from '../moveTarget.ts';
import { countItems } from '../sumsInWords.ts';
import { type BacklogActs, orNotify } from '../useBacklogActs.ts';
import type { DropGap } from './dropGap.ts';
import type { ItemRow, ListSection } from './listRows.ts';
import type { ListSelection } from './useListSelection.ts';

/** Items that the keyboard holds above the list until they are put down. */
export interface Lifted {
  readonly ids: ReadonlySet<ItemId>;
  readonly section: number;
  /** How many of the others stand above. */
  readonly at: number;
}

export interface ListMoves {
  readonly lifted: Lifted | null;
  readonly lift: (row: ItemRow) => void;
  readonly shiftLifted: (by: 1 | -1) => void;
  readonly putDown: () => void;
  readonly putBack: () => void;
  /** Moves a row, or the selection it is in, one place at once. */
  readonly step: (row: ItemRow, by: 1 | -1) => void;
  readonly drop: (row: ItemRow, gap: DropGap) => void;
  readonly moveTo: (ids: readonly ItemId[], place: Place, words: string) => void;
  /** What a drag of this row takes with it. */
  readonly carriedBy: (row: ItemRow) => ReadonlySet<ItemId>;
}

interface MovesDeps {
  readonly model: BacklogModel;
  readonly sections: readonly ListSection[];
  readonly selection: ListSelection;
  /** Why nothing can be moved now; null when it can. */
  readonly fixed: string | null;
  readonly acts: Pick<BacklogActs, 'move'>;
}

/** How items are ranked in the list: dragged, lifted by the keyboard, or moved a place at a time. Every position is announced. */
export const useListMoves = ({ model, sections, selection, fixed, acts }: MovesDeps): ListMoves => {
  const [lifted, setLifted] = useState<Lifted | null>(null);

  const nameOf = (ids: ReadonlySet<ItemId>): string => {
    const [only] = ids;
    return ids.size === 1 && only !== undefined ? (model.byId.get(only)?.key ?? 'The item') : countItems(ids.size);
  };
  const position = (section: number, at: number): string => {
    const { items = [], title = null } = sections[section] ?? {};
    return `${String(at + 1)} of ${String(items.length)}${title === null ? '' : ` in ${title}`}`;
  };
  const carriedBy = ({ item, section }: ItemRow): ReadonlySet<ItemId> => {
    if (!selection.has(item.id)) return new Set([item.id]);
    const chosen = new Set(selection.items);
    return new Set((sections[section]?.items ?? []).flatMap(({ id }) => (chosen.has(id) ? id : [])));
  };
  const send = (ids: ReadonlySet<ItemId>, place: Place): void => {
    // In the order of the list, whatever the order of the clicks was.
    const inOrder = model.ranked.flatMap(({ id }) => (ids.has(id) ? id : []));
    acts.move(inOrder, place).catch(orNotify(`${nameOf(ids)} ${ids.size === 1 ? 'is' : 'are'} back at the old place`));
  };
  const put = (ids: ReadonlySet<ItemId>, section: number, at: number): boolean => {
    const items = sections[section]?.items ?? [];
    const rest = items.filter(({ id }) => !ids.has(id));
    const place = placeAmong(rest, at, model.ranked, ids);
    if (place !== null) send(ids, place);
    return place !== null;
  };
  const refused = (): boolean => {
    if (fixed !== null) announce(fixed, 'assertive');
    return fixed !== null;
  };

  return {
    lifted,
    carriedBy,
    lift: (row) => {
      if (refused()) return;
      const ids = carriedBy(row);
      const at = standsAt(sections[row.section]?.items ?? [], ids);
      setLifted({ ids, section: row.section, at });
      announce(
        `${nameOf(ids)} lifted, ${position(row.section, at)}. Arrows move it, Space puts it down, Escape puts it back.`,
      );
    },
    shiftLifted: (by) => {
      if (lifted === null) return;
      const rest = (sections[lifted.section]?.items.length ?? 0) - lifted.ids.size;
      const at = Math.max(0, Math.min(rest, lifted.at + by));
      if (at !== lifted.at) setLifted({ ...lifted, at });
      announce(`${nameOf(lifted.ids)}, ${position(lifted.section, at)}`);
    },
    putDown: () => {
      if (lifted === null) return;
      setLifted(null);
      put(lifted.ids, lifted.section, lifted.at);
      announce(`${nameOf(lifted.ids)} put down at ${position(lifted.section, lifted.at)}`);
    },
    putBack: () => {
      if (lifted === null) return;
      setLifted(null);
      const at = standsAt(sections[lifted.section]?.items ?? [], lifted.ids);
      announce(`${nameOf(lifted.ids)} put back, ${position(lifted.section, at)}`);
    },
    step: (row, by) => {
      if (refused()) return;
      const ids = carriedBy(row);
      const at = stepTarget(sections[row.section]?.items ?? [], ids, by);
      if (at === null) {
        announce(`${nameOf(ids)} ${ids.size === 1 ? 'is' : 'are'} ${by === -1 ? 'first' : 'last'} already`);
        return;
      }
      if (put(ids, row.section, at)) announce(`${nameOf(ids)} moved to ${position(row.section, at)}`);
    },
    drop: (row, { section, index }) => {
      const ids = carriedBy(row);
      const items = sections[section]?.items ?? [];
      const at = items.slice(0, index).filter(({ id }) => !ids.has(id)).length;
      if (together(items, ids) && at === standsAt(items, ids)) return; // Put down where they were.
      if (put(ids, section, at)) announce(`${nameOf(ids)} moved to ${position(section, at)}`);
    },
    moveTo: (ids, place, words) => {
      send(new Set(ids), place);
      announce(`${nameOf(new Set(ids))} moved ${words}`);
    },
  };
};

/** Whether items stand one right below the other. */
const together = (items: readonly { readonly id: ItemId }[], ids: ReadonlySet<ItemId>): boolean => {
  const first = items.findIndex(({ id }) => ids.has(id));
  return items.slice(first, first + ids.size).every(({ id }) => ids.has(id));
};
