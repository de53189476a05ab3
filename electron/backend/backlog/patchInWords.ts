import type { ItemPatch } from '../../../shared/backlog/contract.ts';
import type { StoredItem } from '../../../shared/backlog/planningRows.ts';
import type { PlanningSettings } from '../../../shared/backlog/planningSettings.ts';
import type { BacklogDeps } from './backlogDeps.ts';
import { needStatus } from './fieldGuards.ts';

/** Fields that follow from another one. */
const following: ReadonlySet<keyof StoredItem> = new Set(['startedAt', 'endedAt', 'statusReason']);

/** What an edit did, in one sentence: "Set TR-12 to In review", "Change 3 items: estimate, labels". */
export const patchInWords = (
  { memberOf, sprintOf }: Pick<BacklogDeps, 'memberOf' | 'sprintOf'>,
  items: string,
  patch: ItemPatch,
  changed: ReadonlySet<keyof StoredItem>,
  settings: Pick<PlanningSettings, 'workflow'>,
): string => {
  const fields = [...changed].filter((field) => !following.has(field));
  const [only] = fields;
  if (fields.length === 0) return `Change ${items}: reason`;
  if (fields.length > 1) return `Change ${items}: ${fields.join(', ')}`;
  if (only === 'status' && patch.status !== undefined)
    return `Set ${items} to ${needStatus(settings, patch.status).name}`;
  if (only === 'estimate')
    return patch.estimate == null ? `Take the estimate from ${items}` : `Estimate ${items} at ${patch.estimate}`;
  if (only === 'assignee')
    return patch.assignee == null
      ? `Take the assignee from ${items}`
      : `Assign ${items} to ${memberOf(patch.assignee)?.name ?? 'a member'}`;
  if (only === 'sprint')
    return patch.sprint == null
      ? `Put ${items} back into the backlog`
      : `Put ${items} into ${sprintOf(patch.sprint)?.name ?? 'a sprint'}`;
  return `Change ${items}: ${only}`;
};
