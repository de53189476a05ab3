import type { Item } from '../backlog/item.ts';
import type { SprintItem } from './sprint.ts';
import type { PlannedItem, SprintContent } from './sprintContents.ts';

/** What a commitment and a report keep of an item. */
export type KeptItem = PlannedItem & Pick<Item, 'key' | 'title'>;

export const sprintItemOf = ({ item, points, alertBorn }: SprintContent<KeptItem>): SprintItem => ({
  item: item.id,
  key: item.key,
  title: item.title,
  points,
  assignee: item.assignee,
  alertBorn,
});
