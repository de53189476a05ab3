import type { PlanningSettings } from '../backlog/planningSettings.ts';
import { amountInWords, numberInWords } from './amountInWords.ts';
import type { MemberCapacity } from './memberCapacity.ts';

const days = (count: number): string => `${count} ${count === 1 ? 'day' : 'days'}`;

/** How a member's capacity comes about: `9 days × 0.8 × 1 point = 7.2`. */
export const capacityInWords = (
  { days: counted, focusFactor, perDay, capacity }: MemberCapacity,
  unit: PlanningSettings['unit'],
): string =>
  `${days(counted.length)} × ${numberInWords(focusFactor)} × ${amountInWords(perDay, unit)} = ${numberInWords(capacity)}`;

/** Which days count: `10 working days − 1 own day off = 9 days`; only the number where no day is off. */
export const daysInWords = ({ days: counted, workingDays, ownDaysOff, teamDaysOff }: MemberCapacity): string => {
  const off = [
    ...(ownDaysOff === 0 ? [] : [`${ownDaysOff} own ${ownDaysOff === 1 ? 'day' : 'days'} off`]),
    ...(teamDaysOff === 0 ? [] : [`${teamDaysOff} team ${teamDaysOff === 1 ? 'day' : 'days'} off`]),
  ];
  const working = `${workingDays} working ${workingDays === 1 ? 'day' : 'days'}`;
  return off.length === 0 ? working : `${[working, ...off].join(' − ')} = ${days(counted.length)}`;
};
