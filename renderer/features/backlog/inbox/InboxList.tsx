// biome-ignore-all lint/a11y/useSemanticElements: a virtual list of div elements is a grid to assistive technology; a table cannot be drawn in part
// biome-ignore-all lint/a11y/useFocusableInteractive: the focus roves: one row at a time can have it (ARIA grid pattern)
import { type KeyboardEvent, type MouseEvent, useEffect, useMemo, useRef } from 'react';
import type { Item } from '../../../../shared/backlog/item.ts';
import type { ListColumn } from '../../../../shared/backlog/savedView.ts';
import type { ItemId } from '../../../../shared/ids.ts';
import { announce } from '../../../ui/announce.ts';
import { type KeyGroup, useShownKeys } from '../../../ui/shownKeys.ts';
import { useScreenKeys } from '../../../ui/useScreenKeys.ts';
import type { BacklogModel } from '../backlogModel.ts';
import { ROW } from '../list/listMeasures.ts';
import { type ListRow, rowsOf } from '../list/listRows.ts';
import { useListSelection } from '../list/useListSelection.ts';
import { useRowWindow } from '../list/useRowWindow.ts';
import styles from './InboxList.module.css';
import { InboxRow } from './InboxRow.tsx';

interface Props {
  readonly items: readonly Item[];
  readonly model: BacklogModel;
  readonly now: number;
  readonly open: ItemId | null;
  /** What the decisions are for: the selected items, or else the one that has the focus. */
  readonly onChoose: (items: readonly ItemId[]) => void;
  readonly onOpen: (item: ItemId) => void;
}

const keys: KeyGroup = {
  title: 'Inbox',
  keys: [
    { keys: ['J'], act: 'Next item, also ↓' },
    { keys: ['K'], act: 'The item before, also ↑' },
    { keys: ['A'], act: 'Accept to the bottom; with Shift to the top' },
    { keys: ['D'], act: 'Decline' },
    { keys: ['S'], act: 'Snooze' },
    { keys: ['U'], act: 'Duplicate of another item' },
    { keys: ['X'], act: 'Select the item' },
    { keys: ['Ctrl A'], act: 'Select all' },
    { keys: ['Enter'], act: 'Open the item' },
  ],
};

/** The focus stays on rows here. */
const noColumns: readonly ListColumn[] = [];

const keyOf = (target: EventTarget): string | null =>
  target instanceof Element ? (target.closest<HTMLElement>('[data-row]')?.dataset.row ?? null) : null;

/** The waiting items, of which only those in view are drawn: an import may bring thousands. */
export const InboxList = ({ items, model, now, open, onChoose, onOpen }: Props) => {
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useMemo<readonly ListRow[]>(
    () => rowsOf([{ title: null, items }], model.rolledUp),
    [items, model.rolledUp],
  );
  const selection = useListSelection(rows);
  const { cursor, drawn } = useRowWindow({ rows, columns: noColumns, scroller, head: 0 });
  const current = cursor.row?.item.id ?? null;
  const chosen = selection.items.length > 0 ? selection.items.join(' ') : (current ?? '');
  const tell = useRef(onChoose);
  useEffect(() => {
    tell.current = onChoose;
  });
  useEffect(() => tell.current(chosen === '' ? [] : (chosen.split(' ') as ItemId[])), [chosen]);

  useShownKeys(keys);
  const walk = (by: number): boolean => cursor.step(by) !== null;
  const toggle = (): boolean => {
    if (cursor.row === null) return false;
    selection.toggle(cursor.row);
    announce(`${cursor.row.item.key} ${selection.has(cursor.row.item.id) ? 'not selected' : 'selected'}`);
    return true;
  };
  const all = (): boolean => {
    selection.all();
    return true;
  };
  useScreenKeys(
    Object.fromEntries([
      ['j', () => walk(1)],
      ['k', () => walk(-1)],
      ['x', toggle],
      ['Mod+a', all],
    ]),
  );
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey || cursor.row === null) return;
    if (event.key === 'ArrowDown') walk(1);
    else if (event.key === 'ArrowUp') walk(-1);
    else if (event.key === 'Enter') onOpen(cursor.row.item.id);
    else if (event.key === ' ') toggle();
    else if (event.key === 'Escape' && selection.items.length > 0) selection.clear();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const onClick = (event: MouseEvent) => {
    const row = rows.find(({ key }) => key === keyOf(event.target));
    if (row?.kind !== 'item') return;
    const box = event.target instanceof Element && event.target.closest('[data-select]') !== null;
    if (event.shiftKey) selection.extendTo(row);
    else if (box || event.ctrlKey || event.metaKey) selection.toggle(row);
    else if (event.target instanceof Element && event.target.closest('[data-opens]') !== null) onOpen(row.item.id);
  };
  return (
    <div ref={scroller} className={styles.scroller} data-list>
      <div
        role="grid"
        aria-label="Waiting items"
        aria-multiselectable
        aria-rowcount={rows.length}
        className={styles.rows}
        style={{ height: rows.length * ROW }}
        onKeyDown={onKeyDown}
        onClick={onClick}
        onFocus={(event) => {
          const key = keyOf(event.target);
          if (key !== null) cursor.keep(key, null);
        }}
      >
        {drawn.map((index) => {
          const row = rows[index];
          return (
            row?.kind === 'item' && (
              <InboxRow
                key={row.key}
                item={row.item}
                index={index}
                model={model}
                now={now}
                reachable={row === cursor.row}
                selected={selection.has(row.item.id)}
                open={row.item.id === open}
              />
            )
          );
        })}
      </div>
    </div>
  );
};
