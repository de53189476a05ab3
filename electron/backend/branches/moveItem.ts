import { missingNeeds } from '../../../shared/backlog/missingNeeds.ts';
import type { StoredItem } from '../../../shared/backlog/planningRows.ts';
import { statusIn } from '../../../shared/backlog/statusIn.ts';
import { statusTimes } from '../../../shared/backlog/statusTimes.ts';
import type { Status, StatusId, StatusNeed } from '../../../shared/backlog/workflow.ts';
import { type BranchEvent, followBranch } from '../../../shared/branches/followBranch.ts';
import type { Edit } from '../db/acts.ts';
import type { BranchItems } from './branchDeps.ts';

/** The status that an item takes when something happens to its branch, and what it still needs for it; null: it stays. What waits in the inbox
 * stays there. */
export const nextStatus = (
  items: BranchItems,
  item: StoredItem,
  event: BranchEvent,
  mergedStatus: StatusId | null,
): { readonly status: Status; readonly missing: readonly StatusNeed[] } | null => {
  if (item.triage !== null) return null;
  const { workflow } = items.settings(item.projectId);
  const id = followBranch(workflow, item.status, event, mergedStatus);
  const status = id === null ? null : statusIn(workflow, id);
  if (status === null) return null;
  return { status, missing: missingNeeds({ ...item, statusReason: '' }, status, items.hasParts(item.id)) };
};

/** Puts an item into a status, inside an act. */
export const enterStatus = (edit: Edit, item: StoredItem, status: Status): void => {
  edit.update('item', item.id, {
    status: status.id,
    statusReason: '',
    ...statusTimes(item, status.category, edit.stamp.at),
  });
};
