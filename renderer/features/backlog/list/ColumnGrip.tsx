import { type PointerEvent, useRef } from 'react';
import type { ListColumn } from '../../../../shared/backlog/savedView.ts';
import { WIDTH_MIN } from '../listColumnFacts.ts';
import styles from './ColumnGrip.module.css';

interface Props {
  readonly column: ListColumn;
  readonly onWidth: (column: ListColumn, width: number, done: boolean) => void;
}

/** The edge of a column's name, to drag; by keyboard the name itself takes Shift and arrows. */
export const ColumnGrip = ({ column, onWidth }: Props) => {
  const start = useRef<{ readonly x: number; readonly width: number } | null>(null);
  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0) return;
    event.preventDefault();
    event.currentTarget.setPointerCapture(event.pointerId);
    const width = event.currentTarget.parentElement?.getBoundingClientRect().width ?? WIDTH_MIN;
    start.current = { x: event.clientX, width };
  };
  const drag = (event: PointerEvent<HTMLElement>, done: boolean) => {
    if (start.current === null) return;
    onWidth(column, start.current.width + event.clientX - start.current.x, done);
    if (done) start.current = null;
  };
  return (
    <span
      className={styles.grip}
      title="Drag to set the width"
      aria-hidden
      data-grip={column}
      onPointerDown={onPointerDown}
      onPointerMove={(event) => drag(event, false)}
      onPointerUp={(event) => drag(event, true)}
    />
  );
};
