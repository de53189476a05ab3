import { useMemo, useRef, useState } from 'react';
import type { ItemId } from '../../../../shared/ids.ts';
import type { ItemRow, ListRow } from './listRows.ts';

export interface ListSelection {
  /** The selected items that are in view of the filter, in the list's order: what is hidden is never acted on. */
  readonly items: readonly ItemId[];
  readonly has: (item: ItemId) => boolean;
  readonly toggle: (row: ItemRow) => void;
  /** From the last row that was chosen to this one. */
  readonly extendTo: (row: ItemRow) => void;
  readonly all: () => void;
  readonly clear: () => void;
}

/** Which items are selected for one act on all of them. */
export const useListSelection = (rows: readonly ListRow[]): ListSelection => {
  const [chosen, setChosen] = useState<ReadonlySet<ItemId>>(new Set());
  const anchor = useRef<string | null>(null);
  const items = useMemo(() => {
    if (chosen.size === 0) return [];
    const seen = new Set<ItemId>();
    for (const row of rows) if (row.kind === 'item' && chosen.has(row.item.id)) seen.add(row.item.id);
    return [...seen];
  }, [rows, chosen]);
  return {
    items,
    has: (item) => chosen.has(item),
    toggle: ({ key, item }) => {
      anchor.current = key;
      setChosen((before) => {
        const next = new Set(before);
        if (!next.delete(item.id)) next.add(item.id);
        return next;
      });
    },
    extendTo: (row) => {
      const from = rows.findIndex(({ key }) => key === anchor.current);
      const to = rows.indexOf(row);
      if (from === -1) anchor.current = row.key;
      const between = rows.slice(Math.min(from === -1 ? to : from, to), Math.max(from, to) + 1);
      setChosen(
        (before) => new Set([...before, ...between.flatMap((each) => (each.kind === 'item' ? each.item.id : []))]),
      );
    },
    all: () => setChosen(new Set(rows.flatMap((row) => (row.kind === 'item' ? row.item.id : [])))),
    clear: () => {
      anchor.current = null;
      setChosen(new Set());
    },
  };
};
