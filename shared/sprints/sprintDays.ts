import { daysBetween } from '../calendarDate.ts';
import type { Sprint } from './sprint.ts';

/** Longer than any sprint; what is longer is a typing error. */
export const LONGEST_SPRINT = 60;

type Days = Pick<Sprint, 'start' | 'end'>;

/** Days from the first to the last, both counted. */
export const lengthOf = ({ start, end }: Days): number => daysBetween(start, end) + 1;

/** What is wrong with the days of a sprint, as a sentence; null when nothing is. */
export const daysProblem = ({ start, end }: Days): string | null => {
  const length = lengthOf({ start, end });
  if (length < 1) return `The sprint ends on ${end}, before it starts on ${start}.`;
  if (length > LONGEST_SPRINT) return `The sprint is ${length} days long; ${LONGEST_SPRINT} are the most.`;
  return null;
};

/** The sprint that has a day in common with these days, the earliest when there are several; null when none has. */
export const overlapsWith = <Of extends Days>(days: Days, sprints: readonly Of[]): Of | null =>
  sprints
    .filter(({ start, end }) => start <= days.end && days.start <= end)
    .reduce<Of | null>((first, each) => (first === null || each.start < first.start ? each : first), null);
