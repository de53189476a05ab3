import { type RefObject, useCallback, useLayoutEffect, useRef, useState } from 'react';
import type { ListColumn } from '../../../../shared/backlog/savedView.ts';
import type { ItemId } from '../../../../shared/ids.ts';
import type { CellColumn } from './cellHintOf.ts';
import type { ItemRow, ListRow } from './listRows.ts';

export interface ListCursor {
  /** The row that Tab leads to; null when there is none. */
  readonly row: ItemRow | null;
  /** The same once the focus has been in the list: single keys act on nothing that was never chosen. */
  readonly chosen: ItemRow | null;
  /** Its index among all rows. */
  readonly index: number;
  /** The cell of it that has the focus; null for the row itself. */
  readonly cell: CellColumn | null;
  /** Gives the focus to a row, or to a cell of it. */
  readonly goTo: (key: string, cell?: CellColumn | null) => void;
  /** Gives the focus to the first row of an item, once it is there. */
  readonly goToItem: (item: ItemId) => void;
  /** The focus came here by itself: by pointer, by Tab. */
  readonly keep: (key: string, cell: CellColumn | null) => void;
  /** Up or down by so many items; gives the row it leads to. */
  readonly step: (by: number) => ItemRow | null;
  /** To the cell beside; the row itself stands before the first. */
  readonly sideways: (by: 1 | -1) => CellColumn | null;
  /** Gives the focus back to where it was, after an editor. */
  readonly restore: () => void;
}

interface CursorDeps {
  readonly rows: readonly ListRow[];
  readonly columns: readonly ListColumn[];
  readonly scroller: RefObject<HTMLElement | null>;
  /** Brings a row into view, so that it is drawn. */
  readonly reveal: (index: number) => void;
}

const isItem = (row: ListRow | undefined): row is ItemRow => row?.kind === 'item';

/** Where the keyboard is in the list. When its row goes away, the one that took its place is next. */
export const useListCursor = ({ rows, columns, scroller, reveal }: CursorDeps): ListCursor => {
  const [at, setAt] = useState<{ readonly key: string; readonly cell: CellColumn | null } | null>(null);
  const lastIndex = useRef(0);
  const wanted = useRef(false);
  const wantedItem = useRef<ItemId | null>(null);
  const found = at === null ? -1 : rows.findIndex(({ key }) => key === at.key);
  const near = found !== -1 ? found : nearestItem(rows, lastIndex.current);
  const row = rows[near];
  const cell = found === -1 ? null : (at?.cell ?? null);
  if (near !== -1) lastIndex.current = near;

  // After every drawing: the row that is to have the focus may be drawn only now.
  useLayoutEffect(() => {
    const item = wantedItem.current;
    if (item !== null) {
      const index = rows.findIndex((each) => isItem(each) && each.item.id === item);
      const target = rows[index];
      if (target !== undefined) {
        wantedItem.current = null;
        wanted.current = true;
        setAt({ key: target.key, cell: null });
        reveal(index);
      }
      return;
    }
    // Its row went away while it had the focus: the next one takes over.
    if (at !== null && found === -1 && isItem(row) && document.activeElement === document.body) {
      wanted.current = true;
      setAt({ key: row.key, cell: null });
      return;
    }
    if (!wanted.current || at === null) return;
    const line = scroller.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(at.key)}"]`);
    const target = at.cell === null ? line : line?.querySelector<HTMLElement>(`[data-column="${at.cell}"]`);
    if (target === null || target === undefined) return;
    wanted.current = false;
    target.focus({ preventScroll: true });
  });

  const goTo = (key: string, next: CellColumn | null = null): void => {
    wanted.current = true;
    const index = rows.findIndex((each) => each.key === key);
    if (index !== -1) reveal(index);
    setAt({ key, cell: next });
  };
  const step = (by: number): ItemRow | null => {
    const from = at === null ? -1 : near;
    const target = at === null ? rows.find(isItem) : itemFrom(rows, from, by);
    if (target === undefined) return null;
    goTo(target.key, cell);
    return target;
  };
  const sideways = (by: 1 | -1): CellColumn | null => {
    if (!isItem(row)) return null;
    const order: readonly (CellColumn | null)[] = [null, 'rank', ...columns];
    const next = order[Math.max(0, Math.min(order.length - 1, order.indexOf(cell) + by))] ?? null;
    goTo(row.key, next);
    return next;
  };
  return {
    row: isItem(row) ? row : null,
    chosen: at !== null && isItem(row) ? row : null,
    index: near,
    cell,
    goTo,
    goToItem: (item) => {
      wantedItem.current = item;
      setAt((before) => (before === null ? null : { ...before }));
    },
    keep: useCallback(
      (key, next) => setAt((last) => (last?.key === key && last.cell === next ? last : { key, cell: next })),
      [],
    ),
    step,
    sideways,
    restore: () => {
      if (isItem(row)) goTo(row.key, cell);
    },
  };
};

/** The item row nearest to an index, itself first, then below, then above; -1 when there is none. */
const nearestItem = (rows: readonly ListRow[], index: number): number => {
  const below = rows.findIndex((row, at) => at >= index && row.kind === 'item');
  return below !== -1 ? below : rows.findLastIndex(({ kind }) => kind === 'item');
};

/** The item row so many items further, at most the first or the last. */
const itemFrom = (rows: readonly ListRow[], index: number, by: number): ItemRow | undefined => {
  const way = by > 0 ? 1 : -1;
  let found: ItemRow | undefined;
  let left = Math.abs(by);
  for (let at = index + way; at >= 0 && at < rows.length && left > 0; at += way) {
    const row = rows[at];
    if (!isItem(row)) continue;
    found = row;
    left -= 1;
  }
  return found;
};
