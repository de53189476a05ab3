import type { PlanningSettings } from '../backlog/planningSettings.ts';

const written = new Intl.NumberFormat('en', { maximumFractionDigits: 2, useGrouping: false });

/** A number of points, hours or days as messages write it: two decimals at most. */
export const numberInWords = (value: number): string => written.format(value);

/** `7.2 points`, `1 hour`. */
export const amountInWords = (value: number, unit: PlanningSettings['unit']): string => {
  const number = numberInWords(value);
  return `${number} ${number === '1' ? unit.slice(0, -1) : unit}`;
};
