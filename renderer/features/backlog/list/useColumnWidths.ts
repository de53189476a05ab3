import { type RefObject, useCallback } from 'react';
import type { ListColumn, ListLayout } from '../../../../shared/backlog/savedView.ts';
import { gridColumns, WIDTH_MAX, WIDTH_MIN } from '../listColumnFacts.ts';

/** Sets a column's width. While it is dragged only a CSS variable of the list changes, so that no row is drawn anew. */
export const useColumnWidths = (
  layout: ListLayout,
  list: RefObject<HTMLElement | null>,
  onLayout: (layout: ListLayout) => void,
): ((column: ListColumn, width: number, done: boolean) => void) =>
  useCallback(
    (column, wanted, done) => {
      const width = Math.round(Math.min(WIDTH_MAX, Math.max(WIDTH_MIN, wanted)));
      const columns = layout.columns.map((each) => (each.column === column ? { column, width } : each));
      if (done) onLayout({ ...layout, columns });
      else list.current?.style.setProperty('--pw-list-columns', gridColumns({ columns }));
    },
    [layout, list, onLayout],
  );
