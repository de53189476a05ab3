import type { Item } from '../../../shared/backlog/item.ts';
import { rollUp } from '../../../shared/backlog/rollUp.ts';
import { numberInWords } from '../../../shared/sprints/amountInWords.ts';
import type { BoardData } from './boardQueries.ts';

/** What a card says besides what its item holds. */
export interface CardFacts {
  /** Its points, those of its parts when it has some, in the words of the scale; null when nobody has estimated it. */
  readonly points: string | null;
  readonly assignee: string | null;
  readonly parts: number;
}

/** What each card says, from one pass over all items. */
export const cardFactsOf = ({
  items,
  settings,
  members,
}: Pick<BoardData, 'items' | 'settings' | 'members'>): ((item: Item) => CardFacts) => {
  const cancelled = new Set(settings.workflow.filter(({ category }) => category === 'cancelled').map(({ id }) => id));
  const sums = rollUp([...items.byId.values()], (status) => cancelled.has(status));
  const steps = new Map(settings.scale.steps.map(({ name, points }) => [points, name]));
  const names = new Map(members.map(({ id, name }) => [id, name]));
  return ({ id, estimate, assignee }) => {
    const { points, parts } = sums.get(id) ?? { points: estimate, parts: 0 };
    return {
      points: points === null ? null : ((parts === 0 ? steps.get(points) : undefined) ?? numberInWords(points)),
      assignee: assignee === null ? null : (names.get(assignee) ?? null),
      parts,
    };
  };
};
