import type { MemberId, SprintId } from '../ids.ts';
import { byRank } from './byRank.ts';
import { type Item, itemKinds } from './item.ts';
import type { ScoreWeights } from './planningSettings.ts';
import type { ListLayout } from './savedView.ts';
import { scoreOf } from './scoreOf.ts';
import type { Workflow } from './workflow.ts';

/** What a list must know besides its items. */
export interface ListContext {
  readonly workflow: Workflow;
  readonly weights: ScoreWeights;
  /** In the order of their names. */
  readonly members: readonly MemberId[];
  /** In the order of their days. */
  readonly sprints: readonly SprintId[];
}

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** What a column sorts by; null sorts behind everything, whichever way. */
const sortValue = (
  column: NonNullable<ListLayout['sort']>['column'],
  { workflow, weights, members, sprints }: ListContext,
): ((item: Item) => number | string | null) => {
  const placeIn = <Value>(list: readonly Value[]) => {
    const places = new Map(list.map((value, place) => [value, place]));
    return (value: Value | null) => (value === null ? null : (places.get(value) ?? list.length));
  };
  switch (column) {
    case 'key':
      return ({ number }) => number;
    case 'kind':
      return ({ kind }) => itemKinds.indexOf(kind);
    case 'status': {
      const place = placeIn(workflow.map(({ id }) => id));
      return ({ status }) => place(status);
    }
    case 'assignee': {
      const place = placeIn(members);
      return ({ assignee }) => place(assignee);
    }
    case 'sprint': {
      const place = placeIn(sprints);
      return ({ sprint }) => place(sprint);
    }
    case 'score':
      return (item) => scoreOf(item, weights);
    case 'labels':
      return ({ labels }) => (labels.length === 0 ? null : labels.toSorted(collator.compare).join(' '));
    case 'title':
    case 'estimate':
    case 'value':
    case 'urgency':
    case 'effort':
    case 'updatedAt':
    case 'createdAt':
      return (item) => item[column];
    default:
      return column satisfies never;
  }
};

const compareValues = (one: number | string, other: number | string): number =>
  typeof one === 'number' && typeof other === 'number' ? one - other : collator.compare(String(one), String(other));

/** Items by rank, or by a column with the rank between equals; what a column has no value for comes last either way. */
export const sortItems = (items: readonly Item[], sort: ListLayout['sort'], context: ListContext): readonly Item[] => {
  const ranked = items.toSorted(byRank);
  if (sort === null) return ranked;
  const valueIn = sortValue(sort.column, context);
  const turn = sort.descending ? -1 : 1;
  return ranked
    .map((item) => ({ item, value: valueIn(item) }))
    .sort((one, other) => {
      if (one.value === null || other.value === null) return Number(one.value === null) - Number(other.value === null);
      return turn * compareValues(one.value, other.value);
    })
    .map(({ item }) => item);
};
