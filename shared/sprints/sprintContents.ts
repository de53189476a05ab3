import type { Item } from '../backlog/item.ts';
import { categoryIn } from '../backlog/statusIn.ts';
import type { StatusCategory, Workflow } from '../backlog/workflow.ts';
import type { ItemId, SprintId } from '../ids.ts';

/** What the rules of sprints read of an item. */
export type PlannedItem = Pick<
  Item,
  'id' | 'sprint' | 'parent' | 'estimate' | 'status' | 'assignee' | 'triage' | 'source'
>;

export interface SprintContent<Of extends PlannedItem = PlannedItem> {
  readonly item: Of;
  readonly category: StatusCategory;
  /** It has parts that are not cancelled: its points are with them, wherever they are planned. */
  readonly hasParts: boolean;
  /** Of the item alone: 0 for one that has parts, null for one that is not estimated. */
  readonly points: number | null;
  /** It came from an alert, or is a part of what did. */
  readonly alertBorn: boolean;
}

/** What is in a sprint, in the order given, so that no point is counted twice: points are with the leaves, which are those of `rollUp`.
 *
 * `items` holds the sprint's items with their parts and with what they are parts of; what else it holds is passed over. What waits in the inbox
 * is neither in a sprint nor a part yet. */
export const sprintContents = <Of extends PlannedItem>(
  sprint: SprintId,
  items: readonly Of[],
  workflow: Workflow,
): readonly SprintContent<Of>[] => {
  const accepted = items.filter(({ triage }) => triage === null);
  const parents = new Set(
    accepted.filter(({ status }) => categoryIn(workflow, status) !== 'cancelled').map(({ parent }) => parent),
  );
  const byId = new Map(accepted.map((item) => [item.id, item]));
  return accepted
    .filter((item) => item.sprint === sprint)
    .map((item) => {
      const hasParts = parents.has(item.id);
      return {
        item,
        category: categoryIn(workflow, item.status),
        hasParts,
        points: hasParts ? 0 : item.estimate,
        alertBorn: isAlertBorn(item, byId),
      };
    });
};

const isAlertBorn = (item: PlannedItem, byId: ReadonlyMap<ItemId, PlannedItem>): boolean => {
  const seen = new Set<ItemId>();
  for (let each: PlannedItem | undefined = item; each !== undefined && !seen.has(each.id); ) {
    if (each.source?.system === 'alert') return true;
    seen.add(each.id);
    each = each.parent === null ? undefined : byId.get(each.parent);
  }
  return false;
};
