import type { Item } from './item.ts';
import type { StatusCategory } from './workflow.ts';

/** When an item was started and ended, after it entered a status of a category at an instant.
 *
 * The first start is kept for ever, so that the cycle time of an item that goes back and forth is whole. An item that is opened again has no
 * end; one that goes from done to cancelled ended then. */
export const statusTimes = (
  { startedAt }: Pick<Item, 'startedAt'>,
  category: StatusCategory,
  at: number,
): Pick<Item, 'startedAt' | 'endedAt'> => ({
  startedAt: startedAt ?? (category === 'doing' ? at : null),
  endedAt: category === 'done' || category === 'cancelled' ? at : null,
});
