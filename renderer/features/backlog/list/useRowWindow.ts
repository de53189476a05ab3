import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useRef } from 'react';
import type { ListColumn } from '../../../../shared/backlog/savedView.ts';
import { ROW } from './listMeasures.ts';
import type { ListRow } from './listRows.ts';
import { type ListCursor, useListCursor } from './useListCursor.ts';

interface WindowDeps {
  readonly rows: readonly ListRow[];
  readonly columns: readonly ListColumn[];
  readonly scroller: RefObject<HTMLElement | null>;
  /** What stands above the first row and stays there, in pixels. */
  readonly head: number;
}

interface RowWindow {
  readonly cursor: ListCursor;
  /** Which rows are drawn: those in view, and the one that has the focus, or the keys would have nowhere to go. */
  readonly drawn: readonly number[];
  readonly reveal: (index: number) => void;
}

/** Which rows of a long list are drawn, and where the keyboard is among them. */
export const useRowWindow = ({ rows, columns, scroller, head }: WindowDeps): RowWindow => {
  const kept = useRef(-1);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    getItemKey: (index) => rows[index]?.key ?? index,
    overscan: 1,
    scrollMargin: head,
    scrollPaddingStart: head,
    rangeExtractor: (range) => {
      const shown = defaultRangeExtractor(range);
      return kept.current < 0 || kept.current >= rows.length || shown.includes(kept.current)
        ? shown
        : [...shown, kept.current].sort((a, b) => a - b);
    },
  });
  const reveal = (index: number): void => virtual.scrollToIndex(index, { align: 'auto' });
  const cursor = useListCursor({ rows, columns, scroller, reveal });
  kept.current = cursor.index;
  return { cursor, drawn: virtual.getVirtualItems().map(({ index }) => index), reveal };
};
