import type { TriageDecision } from '../../../../shared/backlog/contract.ts';
import { formatExact } from '../../../ui/formatRelative.ts';
import type { BacklogModel } from '../backlogModel.ts';

/** What a decision did, after the items' name: "accepted to the top", "snoozed until …". */
export const decisionInWords = (
  decision: TriageDecision,
  { byId, sprintOf }: Pick<BacklogModel, 'byId' | 'sprintOf'>,
): string => {
  switch (decision.kind) {
    case 'accept':
      if (decision.sprint !== undefined) return `accepted into ${sprintOf.get(decision.sprint)?.name ?? 'the sprint'}`;
      return typeof decision.place === 'string' ? `accepted to the ${decision.place}` : 'accepted';
    case 'decline':
      return 'declined';
    case 'snooze':
      return `snoozed until ${formatExact(decision.until)}`;
    case 'duplicate':
      return `marked as a duplicate of ${byId.get(decision.of)?.key ?? 'it'}`;
    default:
      return decision satisfies never;
  }
};
