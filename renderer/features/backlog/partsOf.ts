import type { Item } from '../../../shared/backlog/item.ts';
import type { ItemId } from '../../../shared/ids.ts';
import type { BacklogModel } from './backlogModel.ts';

/** The parts right under an item, in their order. */
export const partsOf = (item: ItemId, { ranked }: Pick<BacklogModel, 'ranked'>): readonly Item[] =>
  ranked.filter(({ parent }) => parent === item);
