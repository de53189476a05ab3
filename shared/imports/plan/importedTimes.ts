import type { StoredItem } from '../../backlog/planningRows.ts';
import { categoryIn, isOpen } from '../../backlog/statusIn.ts';
import { statusTimes } from '../../backlog/statusTimes.ts';
import type { StatusId } from '../../backlog/workflow.ts';
import type { ReadFields } from '../readItem.ts';
import type { PlanContext } from './planContext.ts';

type Times = Pick<StoredItem, 'startedAt' | 'endedAt'>;

/** When an imported item was started and ended.
 *
 * What the file says is believed. Where it says nothing, an item that entered its status with this import did so now, and one that was in it
 * before keeps its times; only an open item never has an end. `before` is the item as it is here, null for a new one. */
export const importedTimes = (
  { settings, now, exact, isMapped }: PlanContext,
  { startedAt, endedAt }: ReadFields,
  status: StatusId,
  before: Pick<StoredItem, 'status' | 'startedAt' | 'endedAt'> | null,
): Times => {
  const category = categoryIn(settings.workflow, status);
  const entered = statusTimes(before ?? { startedAt: null }, category, now);
  const here: Times = before?.status === status ? before : entered;
  if (exact)
    return {
      startedAt: startedAt === undefined ? here.startedAt : startedAt,
      endedAt: endedAt === undefined ? here.endedAt : endedAt,
    };
  return {
    // A file with a column for it knows that an item was not started, or when nobody noted it.
    startedAt: startedAt ?? (isMapped('startedAt') ? (before?.startedAt ?? null) : here.startedAt),
    endedAt: isOpen(category) ? null : (endedAt ?? here.endedAt),
  };
};
