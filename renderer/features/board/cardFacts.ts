import type { Item } from '../../../shared/backlog/item.ts';
import type { EstimateScale } from '../../../shared/backlog/planningSettings.ts';
import { rollUp } from '../../../shared/backlog/rollUp.ts';
import { categoryIn } from '../../../shared/backlog/statusIn.ts';
import type { Member } from '../../../shared/team/member.ts';
import type { Planning } from '../../backend/usePlanning.ts';

/** What a card says besides what its item holds. */
export interface CardFacts {
  /** Its estimate, or the sum of its parts when it has some; null when nobody has estimated it. */
  readonly points: number | null;
  /** How estimates are called; null for a sum. */
  readonly scale: EstimateScale | null;
  /** null is nobody, undefined somebody the team does not know any more. */
  readonly assignee: Member | null | undefined;
  readonly parts: number;
}

/** What each card says, from one pass over all items. */
export const cardFactsOf = ({
  items,
  settings,
  members,
}: Pick<Planning, 'items' | 'settings' | 'members'>): ((item: Item) => CardFacts) => {
  const sums = rollUp([...items.byId.values()], (status) => categoryIn(settings.workflow, status) === 'cancelled');
  const known = new Map(members.map((member) => [member.id, member]));
  return ({ id, estimate, assignee }) => {
    const { points, parts } = sums.get(id) ?? { points: estimate, parts: 0 };
    return {
      points,
      scale: parts === 0 ? settings.scale : null,
      assignee: assignee === null ? null : known.get(assignee),
      parts,
    };
  };
};
