import type { ItemId } from '../../../../shared/ids.ts';

const BACKLOG_ROW = 'backlog row';

interface DraggedRow {
  readonly key: string;
  readonly item: ItemId;
}

/** What a dragged row carries. */
export const dragData = (key: string, item: ItemId): Record<string, unknown> => ({ type: BACKLOG_ROW, key, item });

/** The row that is being dragged; null for anything else that is dragged over the window. */
export const draggedRow = (data: Record<string | symbol, unknown>): DraggedRow | null =>
  data.type === BACKLOG_ROW ? { key: data.key as string, item: data.item as ItemId } : null;
