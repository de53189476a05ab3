import type { FocusEvent, MouseEvent } from 'react';
import type { ListColumn } from '../../../../shared/backlog/savedView.ts';
import type { CellColumn } from './cellHintOf.ts';
import type { ItemRow } from './listRows.ts';
import type { ListCursor } from './useListCursor.ts';
import type { ListSelection } from './useListSelection.ts';

interface PointerDeps {
  readonly rowOf: (key: string) => ItemRow | null;
  readonly cursor: Pick<ListCursor, 'keep'>;
  readonly selection: Pick<ListSelection, 'toggle' | 'extendTo'>;
  readonly onOpen: (row: ItemRow) => void;
  readonly onEdit: (row: ItemRow, column: ListColumn) => void;
  readonly onMenu: (row: ItemRow) => void;
}

/** The row and the column of what was met; null in an editor and outside rows. */
const partOf = (target: EventTarget): { readonly key: string; readonly column: CellColumn | null } | null => {
  if (!(target instanceof Element) || target instanceof HTMLInputElement) return null;
  const key = target.closest<HTMLElement>('[data-row]')?.dataset.row;
  if (key === undefined) return null;
  return { key, column: (target.closest<HTMLElement>('[data-column]')?.dataset.column as CellColumn) ?? null };
};

/** What the pointer does in the list: the box selects, the key opens, any other cell is edited. */
export const useListPointer = ({ rowOf, cursor, selection, onOpen, onEdit, onMenu }: PointerDeps) => ({
  onClick: (event: MouseEvent): void => {
    const part = partOf(event.target);
    const row = part === null ? null : rowOf(part.key);
    if (part === null || row === null) return;
    if (event.shiftKey) selection.extendTo(row);
    else if (event.ctrlKey || event.metaKey || part.column === 'rank') selection.toggle(row);
    else if (part.column === 'key') onOpen(row);
    else if (part.column !== null) onEdit(row, part.column);
  },
  onFocus: (event: FocusEvent): void => {
    const part = partOf(event.target);
    if (part === null) return;
    const onCell = event.target instanceof HTMLElement && event.target.dataset.column !== undefined;
    cursor.keep(part.key, onCell ? part.column : null);
  },
  onContextMenu: (event: MouseEvent): void => {
    const part = partOf(event.target);
    const row = part === null ? null : rowOf(part.key);
    if (row === null) return;
    event.preventDefault();
    onMenu(row);
  },
});
