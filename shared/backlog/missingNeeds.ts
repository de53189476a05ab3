import type { Item } from './item.ts';
import type { Status, StatusNeed } from './workflow.ts';

/** What a status asks for that an item does not have, in the order of the status's own list.
 *
 * An item with parts needs no estimate of its own: its parts have them. */
export const missingNeeds = (
  item: Pick<Item, 'estimate' | 'assignee' | 'statusReason'>,
  status: Pick<Status, 'needs'>,
  hasParts: boolean,
): readonly StatusNeed[] =>
  status.needs.filter((need) => {
    switch (need) {
      case 'estimate':
        return item.estimate === null && !hasParts;
      case 'assignee':
        return item.assignee === null;
      case 'reason':
        return item.statusReason.trim() === '';
      default:
        return need satisfies never;
    }
  });

const words: Readonly<Record<StatusNeed, string>> = {
  estimate: 'an estimate',
  assignee: 'an assignee',
  reason: 'a reason',
};

/** "an estimate and a reason". */
export const needsInWords = (needs: readonly StatusNeed[]): string =>
  needs.map((need) => words[need]).join(needs.length > 2 ? ', ' : ' and ');
