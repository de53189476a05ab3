import type { KeyboardEvent } from 'react';
import type { ListColumn } from '../../../../shared/backlog/savedView.ts';
import { announce } from '../../../ui/announce.ts';
import { type KeyGroup, useShownKeys } from '../../../ui/shownKeys.ts';
import { type KeyAct, useScreenKeys } from '../../../ui/useScreenKeys.ts';
import { listColumnFacts } from '../listColumnFacts.ts';
import { countItems } from '../sumsInWords.ts';
import type { CellColumn } from './cellHintOf.ts';
import type { ItemRow } from './listRows.ts';
import type { ListCursor } from './useListCursor.ts';
import type { ListMoves } from './useListMoves.ts';
import type { ListSelection } from './useListSelection.ts';

const keys: KeyGroup = {
  title: 'Backlog',
  keys: [
    { keys: ['C'], act: 'New item' },
    { keys: ['/'], act: 'Filter by text' },
    { keys: ['J'], act: 'Next item, also ↓' },
    { keys: ['K'], act: 'The item before, also ↑' },
    { keys: ['Enter'], act: 'Open the item; on a cell, edit it' },
    { keys: ['E'], act: 'Edit the title, or the cell' },
    { keys: ['←'], act: 'To the cell beside, also →' },
    { keys: ['X'], act: 'Select the item' },
    { keys: ['Shift J'], act: 'Select on, also Shift K' },
    { keys: ['Ctrl A'], act: 'Select all that is shown' },
    { keys: ['Alt ↑'], act: 'Rank higher' },
    { keys: ['Alt ↓'], act: 'Rank lower' },
    { keys: ['Space'], act: 'Lift the item: arrows move it, Space puts it down, Esc puts it back' },
    { keys: ['Shift F10'], act: 'More acts for the item' },
  ],
};

interface KeysDeps {
  readonly cursor: ListCursor;
  readonly selection: ListSelection;
  readonly moves: ListMoves;
  readonly onOpen: (row: ItemRow) => void;
  readonly onEdit: (row: ItemRow, column: ListColumn) => void;
  readonly onMenu: (row: ItemRow) => void;
  /** What the focused cell has to add, for the ear. */
  readonly hintOf: (row: ItemRow, column: CellColumn) => string | null;
}

const PAGE = 15;

const editable = (cell: CellColumn | null): ListColumn | null =>
  cell === null ? 'title' : cell === 'rank' || listColumnFacts[cell].fixed === true ? null : cell;

/** The keys of the list; gives the handler of those that count only inside it. */
export const useListKeys = (deps: KeysDeps): ((event: KeyboardEvent) => void) => {
  const { cursor, selection, moves, onOpen, onEdit, onMenu, hintOf } = deps;
  useShownKeys(keys);

  const walk = (by: number): boolean => {
    if (moves.lifted !== null) moves.shiftLifted(by > 0 ? 1 : -1);
    else cursor.step(by);
    return true;
  };
  const extend = (by: 1 | -1): boolean => {
    if (moves.lifted !== null) return false;
    if (cursor.row !== null && selection.items.length === 0) selection.extendTo(cursor.row);
    const next = cursor.step(by);
    if (next !== null) selection.extendTo(next);
    return true;
  };
  const edit = (): boolean => {
    const column = editable(cursor.cell);
    if (cursor.chosen === null || column === null || moves.lifted !== null) return false;
    onEdit(cursor.chosen, column);
    return true;
  };
  const selectAll = (): boolean => {
    selection.all();
    return true;
  };
  const select = (): boolean => {
    if (cursor.chosen === null) return false;
    selection.toggle(cursor.chosen);
    announce(`${cursor.chosen.item.key} ${selection.has(cursor.chosen.item.id) ? 'not selected' : 'selected'}`);
    return true;
  };
  useScreenKeys(
    Object.fromEntries<KeyAct>([
      ['j', () => walk(1)],
      ['k', () => walk(-1)],
      ['J', () => extend(1)],
      ['K', () => extend(-1)],
      ['e', edit],
      ['F2', edit],
      ['x', select],
      ['Mod+a', selectAll],
    ]),
  );

  const sideways = (by: 1 | -1): void => {
    const cell = cursor.sideways(by);
    const hint = cell === null || cursor.row === null ? null : hintOf(cursor.row, cell);
    if (hint !== null) announce(hint);
  };
  const enter = (row: ItemRow): void => {
    if (moves.lifted !== null) moves.putDown();
    else if (cursor.cell === null || cursor.cell === 'key') onOpen(row);
    else if (cursor.cell === 'rank') selection.toggle(row);
    else edit();
  };
  const stepBack = (): boolean => {
    if (moves.lifted !== null) moves.putBack();
    else if (cursor.cell !== null && cursor.row !== null) cursor.goTo(cursor.row.key);
    else if (selection.items.length > 0) {
      announce(`${countItems(selection.items.length)} no longer selected`);
      selection.clear();
    } else return false;
    return true;
  };

  /** What a key does in the list; null for a key that is not the list's. */
  const actOf = ({ key, altKey, shiftKey }: KeyboardEvent, row: ItemRow): (() => unknown) | null => {
    switch (`${altKey ? 'Alt+' : ''}${shiftKey ? 'Shift+' : ''}${key}`) {
      case 'Alt+ArrowUp':
        return () => moves.step(row, -1);
      case 'Alt+ArrowDown':
        return () => moves.step(row, 1);
      case 'Shift+ArrowUp':
        return () => extend(-1);
      case 'Shift+ArrowDown':
        return () => extend(1);
      case 'Shift+F10':
      case 'ContextMenu':
        return () => onMenu(row);
      case 'ArrowUp':
        return () => walk(-1);
      case 'ArrowDown':
        return () => walk(1);
      case 'ArrowLeft':
        return () => sideways(-1);
      case 'ArrowRight':
        return () => sideways(1);
      case 'PageUp':
        return () => cursor.step(-PAGE);
      case 'PageDown':
        return () => cursor.step(PAGE);
      case 'Home':
        return () => cursor.step(-Number.MAX_SAFE_INTEGER);
      case 'End':
        return () => cursor.step(Number.MAX_SAFE_INTEGER);
      case 'Enter':
        return () => enter(row);
      case ' ':
        return () => (moves.lifted === null ? moves.lift(row) : moves.putDown());
      case 'Escape':
        return stepBack;
      default:
        return null;
    }
  };

  return (event) => {
    const { row } = cursor;
    const inRow = event.target instanceof Element && event.target.closest('[data-row]') !== null;
    const typing = event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement;
    if (event.defaultPrevented || !inRow || typing || row === null || event.ctrlKey || event.metaKey) return;
    const act = actOf(event, row);
    if (act === null || act() === false) return;
    event.preventDefault();
    event.stopPropagation();
  };
};
