import { type KeyboardEvent, useCallback } from 'react';
import type { ItemId } from '../../../shared/ids.ts';
import { type KeyGroup, useShownKeys } from '../../ui/shownKeys.ts';
import { useScreenKeys } from '../../ui/useScreenKeys.ts';
import type { FocusStep } from './boardFocus.ts';
import type { BoardFocus } from './useBoardFocus.ts';

const keys: KeyGroup = {
  title: 'Board',
  keys: [
    { keys: ['J'], act: 'Next card of the column, also ↓' },
    { keys: ['K'], act: 'The card before, also ↑' },
    { keys: ['H'], act: 'The column to the left, also ←' },
    { keys: ['L'], act: 'The column to the right, also →' },
    { keys: ['Enter'], act: 'Open the item' },
    { keys: ['Alt ←'], act: 'Move the card one column to the left' },
    { keys: ['Alt →'], act: 'Move the card one column to the right' },
    { keys: ['Alt ↑'], act: 'Rank the card higher' },
    { keys: ['Alt ↓'], act: 'Rank the card lower' },
  ],
};

const arrows: Readonly<Record<string, FocusStep>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
};

/** The keys of the board; gives the handler of those that count only on a card. */
export const useBoardKeys = (
  focus: BoardFocus,
  move: (card: ItemId, step: FocusStep) => void,
): ((event: KeyboardEvent) => void) => {
  useShownKeys(keys);
  useScreenKeys({
    j: () => focus.step('down'),
    k: () => focus.step('up'),
    h: () => focus.step('left'),
    l: () => focus.step('right'),
  });
  return useCallback(
    (event) => {
      const step = arrows[event.key];
      const onCard = event.target instanceof Element && event.target.closest('[data-card]') !== null;
      if (step === undefined || !onCard || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      if (!event.altKey) focus.step(step);
      else if (focus.reachable !== null) move(focus.reachable, step);
    },
    [focus, move],
  );
};
