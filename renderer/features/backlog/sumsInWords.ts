import type { PlanningSettings } from '../../../shared/backlog/planningSettings.ts';
import { amountInWords } from '../../../shared/sprints/amountInWords.ts';
import type { ListSums } from './listSums.ts';

/** "1 item", "12 items". */
export const countItems = (count: number): string => `${count} ${count === 1 ? 'item' : 'items'}`;

/** "340 points · 14 not estimated"; what is not estimated is never read as 0. */
export const pointsInWords = (
  { points, unestimated }: Omit<ListSums, 'items'>,
  unit: PlanningSettings['unit'],
): string => `${amountInWords(points, unit)}${unestimated > 0 ? ` · ${unestimated} not estimated` : ''}`;

/** "120 items · 340 points · 14 not estimated". */
export const sumsInWords = (sums: ListSums, unit: PlanningSettings['unit']): string =>
  `${countItems(sums.items)} · ${pointsInWords(sums, unit)}`;
