import type { StatusCategory, StatusId, Workflow } from '../backlog/workflow.ts';

/** What happened to an item's branch. */
export type BranchEvent = 'pushed' | 'merged';

const PLACE: Readonly<Record<StatusCategory, number>> = { todo: 0, doing: 1, done: 2, cancelled: 2 };

/** The status that an item takes when something happens to its branch; null: it stays.
 *
 * Only forward: what is done, cancelled or further on is a person's decision. `mergedStatus` is the project's choice for a merged branch. */
export const followBranch = (
  workflow: Workflow,
  current: StatusId,
  event: BranchEvent,
  mergedStatus: StatusId | null = null,
): StatusId | null => {
  const at = workflow.findIndex(({ id }) => id === current);
  const now = workflow[at]?.category ?? 'todo';
  const chosen = event === 'merged' ? workflow.find(({ id }) => id === mergedStatus) : undefined;
  const target = chosen ?? workflow.find(({ category }) => category === (event === 'pushed' ? 'doing' : 'done'));
  if (target === undefined || target.id === current || now === 'done' || now === 'cancelled') return null;
  const further = PLACE[target.category] - PLACE[now];
  if (further < 0) return null;
  // Within one category the order of the columns is the way forward; a pushed branch says nothing about it.
  if (further === 0 && (event === 'pushed' || workflow.indexOf(target) <= at)) return null;
  return target.id;
};
