import { type RefObject, useCallback, useLayoutEffect, useRef, useState } from 'react';
import type { ItemId } from '../../../shared/ids.ts';
import { type FocusStep, firstCard, nextCard, placeOf } from './boardFocus.ts';
import type { BoardLane } from './boardLanes.ts';

export interface BoardFocus {
  /** The card that Tab leads to: the one that had the focus last, else the first. */
  readonly reachable: ItemId | null;
  /** Remembers the card that got the focus by itself. */
  readonly keep: (card: ItemId) => void;
  /** Gives a card the focus as soon as it is drawn. */
  readonly goTo: (card: ItemId) => void;
  /** Moves the focus; false when there is no card at all. */
  readonly step: (step: FocusStep) => boolean;
}

/** Which card has the focus. It is drawn also while it is out of view, so that the focus is never lost by scrolling. */
export const useBoardFocus = (lanes: readonly BoardLane[], scroller: RefObject<HTMLElement | null>): BoardFocus => {
  const [{ kept }, setKept] = useState<{ readonly kept: ItemId | null }>({ kept: null });
  const wanted = useRef<ItemId | null>(null);
  const place = kept === null ? null : placeOf(lanes, kept);
  const reachable = place === null ? firstCard(lanes) : kept;
  const cell = place === null ? null : `${lanes[place.lane]?.key ?? ''} ${String(place.column)}`;
  const last = useRef({ kept, cell });
  useLayoutEffect(() => {
    // In another cell a card is drawn anew, and the one that had the focus is gone.
    const moved = last.current.kept === kept && last.current.cell !== cell;
    last.current = { kept, cell };
    if (moved && document.activeElement === document.body) wanted.current = kept;
    if (wanted.current === null) return;
    const card = cardElement(scroller.current, wanted.current);
    if (card === null) return;
    wanted.current = null;
    card.focus();
  });
  const keep = useCallback((card: ItemId) => setKept((before) => (before.kept === card ? before : { kept: card })), []);
  const goTo = useCallback((card: ItemId) => {
    wanted.current = card;
    setKept({ kept: card });
  }, []);
  const step = (by: FocusStep): boolean => {
    if (reachable === null) return false;
    const inside = scroller.current?.contains(document.activeElement) === true;
    const from = placeOf(lanes, reachable);
    const next = inside && from !== null ? nextCard(lanes, from, by) : reachable;
    if (next !== null) goTo(next);
    return true;
  };
  return { reachable, keep, goTo, step };
};

const cardElement = (within: HTMLElement | null, card: ItemId): HTMLElement | null =>
  within?.querySelector<HTMLElement>(`[data-card="${CSS.escape(card)}"]`) ?? null;
