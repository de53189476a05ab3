import type { KeyboardEvent } from 'react';
import { type KeyGroup, useShownKeys } from '../../ui/shownKeys.ts';
import type { PlanSide } from './planDrag.ts';
import type { ListChoice } from './useListChoice.ts';

const keys: KeyGroup = {
  title: 'Sprint planning',
  keys: [
    { keys: ['J'], act: 'Next item, also ↓; with Shift it is chosen too' },
    { keys: ['K'], act: 'The item before, also ↑' },
    { keys: ['X'], act: 'Choose the item, or not any more; also Space' },
    { keys: ['→'], act: 'Put the item into the sprint; in the backlog also Enter' },
    { keys: ['←'], act: 'Take the item out of the sprint' },
    { keys: ['S'], act: 'Split the item' },
    { keys: ['O'], act: 'Open the item; in the sprint also Enter' },
  ],
};

interface PlanActs {
  readonly move: (from: PlanSide) => void;
  readonly split: (from: PlanSide) => void;
  readonly open: (from: PlanSide) => void;
}

/** Does what a key says to a row; false when it says nothing. */
const press = (key: string, span: boolean, side: PlanSide, choice: ListChoice, acts: PlanActs): boolean => {
  const how = span ? 'span' : 'only';
  switch (key) {
    case 'ArrowDown':
    case 'j':
    case 'J':
      choice.step(1, how);
      return true;
    case 'ArrowUp':
    case 'k':
    case 'K':
      choice.step(-1, how);
      return true;
    case 'Home':
      choice.step(Number.NEGATIVE_INFINITY, how);
      return true;
    case 'End':
      choice.step(Number.POSITIVE_INFINITY, how);
      return true;
    case 'x':
    case ' ':
      if (choice.active !== null) choice.choose(choice.active, 'toggle');
      return true;
    case 's':
      acts.split(side);
      return true;
    case 'o':
      acts.open(side);
      return true;
    case 'Enter':
      if (side === 'backlog') acts.move(side);
      else acts.open(side);
      return true;
    case 'ArrowRight':
    case 'ArrowLeft':
      if ((key === 'ArrowRight') !== (side === 'backlog')) return false;
      acts.move(side);
      return true;
    default:
      return false;
  }
};

/** The keys of both lists of sprint planning, which count while a row has the focus; gives the handler of one list. */
export const usePlanKeys = (acts: PlanActs) => {
  useShownKeys(keys);
  return (side: PlanSide, choice: ListChoice) =>
    (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (press(event.key, event.shiftKey, side, choice, acts)) event.preventDefault();
    };
};
