import type { ItemPatch } from '../../../shared/backlog/contract.ts';
import type { Item } from '../../../shared/backlog/item.ts';
import { withLabels } from '../../../shared/backlog/withLabels.ts';

/** An item as it will be after a patch: what is shown until the backend has said so. */
export const patchItem = (item: Item, patch: ItemPatch): Item => {
  const { addLabels = [], removeLabels = [], description: _, ...fields } = patch;
  const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
  return {
    ...item,
    ...(given as Partial<Item>),
    ...(addLabels.length + removeLabels.length > 0 && {
      labels: [...withLabels(item.labels, addLabels, removeLabels)],
    }),
  };
};
