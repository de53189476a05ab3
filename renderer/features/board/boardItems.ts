import { byRank } from '../../../shared/backlog/byRank.ts';
import type { Item } from '../../../shared/backlog/item.ts';
import type { StatusCategory, StatusId } from '../../../shared/backlog/workflow.ts';
import type { SprintId } from '../../../shared/ids.ts';

/** How long ended work stays on the board of all open items, in milliseconds: two weeks, a usual sprint. */
const ENDED_SHOWN = 14 * 86_400_000;

/** The items that belong on a board, in the one rank order: a sprint's, or all open ones and what ended a short while ago. */
export const boardItems = (
  items: Iterable<Item>,
  scope: SprintId | 'open',
  categoryOf: ReadonlyMap<StatusId, StatusCategory>,
  now: number,
): readonly Item[] => {
  const shown: Item[] = [];
  for (const item of items) {
    if (item.triage !== null) continue;
    if (scope !== 'open') {
      if (item.sprint === scope) shown.push(item);
      continue;
    }
    const category = categoryOf.get(item.status);
    const open = category === 'todo' || category === 'doing';
    if (open || (item.endedAt !== null && now - item.endedAt < ENDED_SHOWN)) shown.push(item);
  }
  return shown.sort(byRank);
};
