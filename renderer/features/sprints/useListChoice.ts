import { type RefObject, useLayoutEffect, useRef, useState } from 'react';
import type { ItemId } from '../../../shared/ids.ts';

interface Choice {
  readonly active: ItemId | null;
  readonly chosen: ReadonlySet<ItemId>;
  /** Where a span of Shift begins. */
  readonly anchor: ItemId | null;
}

export interface ListChoice {
  /** The row that has the focus or would get it: the one Tab leads to. */
  readonly active: ItemId | null;
  readonly chosen: ReadonlySet<ItemId>;
  /** What an act is about: all that is chosen, in the list's order, else the active row. */
  readonly subjects: () => readonly ItemId[];
  /** Makes a row the active one: alone, added to what is chosen (or taken from it), or with all from the last one on. */
  readonly choose: (row: ItemId, how: 'only' | 'toggle' | 'span') => void;
  /** Moves the focus by so many rows. */
  readonly step: (by: number, how: 'only' | 'span') => void;
  /** Gives the focus to the row that follows after these are gone. */
  readonly passOn: (gone: ReadonlySet<ItemId>) => void;
}

const nothing: Choice = { active: null, chosen: new Set(), anchor: null };

/** Which rows of a list are chosen, and which has the focus; rows are found by `data-row`. */
export const useListChoice = (rows: readonly ItemId[], list: RefObject<HTMLElement | null>): ListChoice => {
  const [choice, setChoice] = useState<Choice>(nothing);
  const wanted = useRef<ItemId | null>(null);
  const known = new Set(rows);
  const active = choice.active !== null && known.has(choice.active) ? choice.active : (rows[0] ?? null);
  const chosen = new Set([...choice.chosen].filter((id) => known.has(id)));
  useLayoutEffect(() => {
    if (wanted.current === null) return;
    const row = list.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(wanted.current)}"]`);
    if (row == null) return;
    wanted.current = null;
    row.focus();
  });
  const span = (from: ItemId | null, to: ItemId): ReadonlySet<ItemId> => {
    const start = from === null ? -1 : rows.indexOf(from);
    const end = rows.indexOf(to);
    if (start === -1) return new Set([to]);
    return new Set(rows.slice(Math.min(start, end), Math.max(start, end) + 1));
  };
  const spanTo = (row: ItemId): void => {
    const anchor = choice.anchor ?? active;
    setChoice({ active: row, chosen: span(anchor, row), anchor });
  };
  return {
    active,
    chosen,
    subjects: () => {
      const all = rows.filter((id) => chosen.has(id));
      return all.length > 0 ? all : active === null ? [] : [active];
    },
    choose: (row, how) => {
      if (how === 'span') return spanTo(row);
      const next = new Set(how === 'toggle' ? chosen : []);
      if (!next.delete(row)) next.add(row);
      setChoice({ active: row, chosen: next, anchor: row });
    },
    step: (by, how) => {
      const inside = list.current?.contains(document.activeElement) === true;
      const at = active === null ? -1 : rows.indexOf(active);
      const next = rows[Math.max(0, Math.min(rows.length - 1, inside ? at + by : at))];
      if (next === undefined) return;
      wanted.current = next;
      if (how === 'span') spanTo(next);
      else setChoice({ active: next, chosen: new Set(), anchor: next });
    },
    passOn: (gone) => {
      const at = active === null ? -1 : rows.indexOf(active);
      const rest = [...rows.slice(Math.max(0, at)), ...rows.slice(0, Math.max(0, at)).toReversed()];
      const next = rest.find((id) => !gone.has(id)) ?? null;
      wanted.current = next;
      setChoice({ active: next, chosen: new Set(), anchor: next });
    },
  };
};
