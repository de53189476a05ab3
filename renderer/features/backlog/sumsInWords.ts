import type { PlanningSettings } from '../../../shared/backlog/planningSettings.ts';
import { amountInWords } from '../../../shared/sprints/amountInWords.ts';
import type { ListSums } from './listSums.ts';

/** "1 item", "12 items". */
export const countItems = (count: number): string => `${count} ${count === 1 ? 'item' : 'items'}`;

/** "120 items · 340 points · 14 not estimated"; what is not estimated is never read as 0. */
export const sumsInWords = ({ items, points, unestimated }: ListSums, unit: PlanningSettings['unit']): string =>
  [countItems(items), amountInWords(points, unit), ...(unestimated > 0 ? [`${unestimated} not estimated`] : [])].join(
    ' · ',
  );
