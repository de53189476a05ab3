import { type RefObject, useEffect, useState } from 'react';
import styles from './CellHint.module.css';

interface Props {
  /** Cells inside it are pointed at. */
  readonly area: RefObject<HTMLElement | null>;
  /** What a cell has to add, by its row's key and its column; null for nothing. */
  readonly hintOf: (key: string, column: string) => string | null;
}

interface Shown {
  readonly text: string;
  readonly left: number;
  readonly top: number;
}

const cellOf = (target: EventTarget | null): HTMLElement | null =>
  target instanceof Element ? target.closest<HTMLElement>('[data-column]') : null;

/** What a cell has to add (a score's formula, what a sum is made of), below it while it is pointed at or has the focus. One for the whole list. */
export const CellHint = ({ area, hintOf }: Props) => {
  const [shown, setShown] = useState<Shown | null>(null);
  useEffect(() => {
    const element = area.current;
    if (element === null) return;
    const show = (event: Event) => {
      const cell = cellOf(event.target);
      const key = cell?.closest<HTMLElement>('[data-row]')?.dataset.row;
      const text = cell === null || key === undefined ? null : hintOf(key, cell.dataset.column ?? '');
      if (cell === null || text === null) return setShown(null);
      const { left, bottom } = cell.getBoundingClientRect();
      setShown({ text, left, top: bottom + 2 });
    };
    const hide = () => setShown(null);
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape') hide();
    };
    element.addEventListener('pointerover', show);
    element.addEventListener('focusin', show);
    element.addEventListener('pointerleave', hide);
    element.addEventListener('focusout', hide);
    element.addEventListener('scroll', hide, { passive: true });
    element.addEventListener('keydown', onKey);
    return () => {
      element.removeEventListener('pointerover', show);
      element.removeEventListener('focusin', show);
      element.removeEventListener('pointerleave', hide);
      element.removeEventListener('focusout', hide);
      element.removeEventListener('scroll', hide);
      element.removeEventListener('keydown', onKey);
    };
  }, [area, hintOf]);
  if (shown === null) return null;
  return (
    <div
      role="tooltip"
      className={styles.hint}
      style={{ left: Math.min(shown.left, window.innerWidth - 340), top: shown.top }}
    >
      {shown.text}
    </div>
  );
};
