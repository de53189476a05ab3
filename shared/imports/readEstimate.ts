import { onScale } from '../backlog/onScale.ts';
import type { EstimateScale } from '../backlog/planningSettings.ts';

const NUMBER = /^\d{1,9}(?:[.,]\d{1,9})?$/;

/** The points of an estimate as a file writes it: a number, also as `3.0` or `0,5`, or the name of a step as `XL`. Empty is not estimated: null.
 *
 * `undefined` when it is none of the scale. A number counts as points, also where a step of a scale of one's own is named by another. */
export const readEstimate = (text: string, scale: EstimateScale): number | null | undefined => {
  const trimmed = text.trim();
  if (trimmed === '') return null;
  if (NUMBER.test(trimmed)) {
    const points = Number(trimmed.replace(',', '.'));
    if (onScale(points, scale)) return points;
  }
  const named = scale.steps.find(({ name }) => name.toLowerCase() === trimmed.toLowerCase());
  return named?.points;
};
