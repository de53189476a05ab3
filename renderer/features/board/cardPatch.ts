import type { Item } from '../../../shared/backlog/item.ts';

/** What a move on the board may set of an item. */
export type CardPatch = Readonly<
  Partial<Pick<Item, 'kind' | 'status' | 'statusReason' | 'estimate' | 'assignee' | 'parent'>>
>;

/** The item with what a move sets. */
export const patched = (item: Item, patch: CardPatch): Item => Object.assign({ ...item }, patch);
