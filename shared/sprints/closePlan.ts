import type { ItemId } from '../ids.ts';
import type { GoalVerdict, Sprint, SprintGoal } from './sprint.ts';
import type { PlannedItem, SprintContent } from './sprintContents.ts';

export interface ClosePlan<Of extends PlannedItem> {
  readonly completed: readonly SprintContent<Of>[];
  /** Neither done nor cancelled: each needs a destination. */
  readonly unfinished: readonly SprintContent<Of>[];
  readonly cancelled: readonly SprintContent<Of>[];
  /** Each needs a verdict. */
  readonly goals: readonly SprintGoal[];
}

/** What is to be decided when a sprint closes, and what stays with it. */
export const closePlan = <Of extends PlannedItem>(
  { goals }: Pick<Sprint, 'goals'>,
  contents: readonly SprintContent<Of>[],
): ClosePlan<Of> => ({
  completed: contents.filter(({ category }) => category === 'done'),
  unfinished: contents.filter(({ category }) => category === 'todo' || category === 'doing'),
  cancelled: contents.filter(({ category }) => category === 'cancelled'),
  goals,
});

/** What was not decided yet: items without a destination, goals without a verdict. */
export const undecided = <Of extends PlannedItem>(
  { unfinished, goals }: Pick<ClosePlan<Of>, 'unfinished' | 'goals'>,
  destinations: ReadonlyMap<ItemId, unknown>,
  verdicts: ReadonlyMap<string, GoalVerdict>,
): { readonly items: readonly Of[]; readonly goals: readonly SprintGoal[] } => ({
  items: unfinished.map(({ item }) => item).filter(({ id }) => !destinations.has(id)),
  goals: goals.filter(({ id }) => !verdicts.has(id)),
});
