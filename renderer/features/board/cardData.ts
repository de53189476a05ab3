import { ItemId } from '../../../shared/ids.ts';

const MARK = Symbol('board card');

/** What a dragged card carries: only a board takes it. */
export const cardData = (item: ItemId): Record<string | symbol, unknown> => ({ [MARK]: true, item });

/** The item that is dragged; null when it is something else. */
export const draggedCard = (data: Record<string | symbol, unknown>): ItemId | null =>
  data[MARK] === true ? (ItemId.safeParse(data.item).data ?? null) : null;
