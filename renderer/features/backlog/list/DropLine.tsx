import { combine } from '@atlaskit/pragmatic-drag-and-drop/combine';
import { dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import { autoScrollForElements } from '@atlaskit/pragmatic-drag-and-drop-auto-scroll/element';
import { type RefObject, useEffect, useRef, useState } from 'react';
import styles from './DropLine.module.css';
import { type DropGap, dropGap } from './dropGap.ts';
import { draggedRow } from './listDrag.ts';
import { ROW } from './listMeasures.ts';
import type { ListRow } from './listRows.ts';

interface Props {
  readonly rows: readonly ListRow[];
  /** What scrolls, and in it what holds the rows. */
  readonly scroller: RefObject<HTMLElement | null>;
  readonly holder: RefObject<HTMLElement | null>;
  /** Whether a row may be dropped into a section: the list does not change what its groups stand for. */
  readonly fits: (key: string, section: number) => boolean;
  readonly onDrop: (key: string, gap: DropGap) => void;
  /** Let go where the row does not fit. */
  readonly onMisfit: () => void;
}

/** Where dragged rows would go: the one thing that is drawn anew while they are dragged. */
export const DropLine = ({ rows, scroller, holder, fits, onDrop, onMisfit }: Props) => {
  const [gap, setGap] = useState<DropGap | null>(null);
  const latest = useRef({ rows, fits, onDrop, onMisfit });
  useEffect(() => {
    latest.current = { rows, fits, onDrop, onMisfit };
  });
  useEffect(() => {
    const element = scroller.current;
    const list = holder.current;
    if (element === null || list === null) return;
    const gapAt = (key: string, clientY: number): DropGap | null => {
      const found = dropGap(latest.current.rows, (clientY - list.getBoundingClientRect().top) / ROW);
      return found !== null && latest.current.fits(key, found.section) ? found : null;
    };
    const show = (next: DropGap | null) => setGap((last) => (last?.row === next?.row ? last : next));
    return combine(
      autoScrollForElements({ element, canScroll: ({ source }) => draggedRow(source.data) !== null }),
      dropTargetForElements({
        element,
        canDrop: ({ source }) => draggedRow(source.data) !== null,
        onDrag: ({ source, location }) => {
          const row = draggedRow(source.data);
          if (row !== null) show(gapAt(row.key, location.current.input.clientY));
        },
        onDragLeave: () => show(null),
        onDrop: ({ source, location }) => {
          show(null);
          const row = draggedRow(source.data);
          const at = row === null ? null : gapAt(row.key, location.current.input.clientY);
          if (row === null) return;
          if (at === null) latest.current.onMisfit();
          else latest.current.onDrop(row.key, at);
        },
      }),
    );
  }, [scroller, holder]);
  return gap === null ? null : (
    <div className={styles.line} style={{ top: gap.row * ROW - 1 }} data-drop-line aria-hidden />
  );
};
