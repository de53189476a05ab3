import type { EstimateScale } from '../../shared/backlog/planningSettings.ts';
import { numberInWords } from '../../shared/sprints/amountInWords.ts';

/** An estimate as the team calls it: the name of its step, else the number. Sums have no step, so give them no scale. */
export const estimateName = (points: number, scale?: EstimateScale): string =>
  scale?.steps.find((step) => step.points === points)?.name ?? numberInWords(points);
