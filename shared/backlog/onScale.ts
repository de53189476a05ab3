import type { EstimateScale } from './planningSettings.ts';

/** Whether an estimate is one of the scale's. Not estimated is always allowed. */
export const onScale = (estimate: number | null, { steps }: EstimateScale): boolean =>
  estimate === null || steps.some(({ points }) => points === estimate);

/** The estimates of a scale in words: "1, 2, 3" or "S (2), M (3)". */
export const scaleInWords = ({ steps }: EstimateScale): string =>
  steps.map(({ name, points }) => (name === String(points) ? name : `${name} (${points})`)).join(', ');
