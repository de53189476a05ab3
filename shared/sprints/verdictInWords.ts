import type { PlanningSettings } from '../backlog/planningSettings.ts';
import type { MemberId } from '../ids.ts';
import { amountInWords, numberInWords } from './amountInWords.ts';
import type { LoadVerdict } from './loadVerdict.ts';

/** By how much a sprint is over-committed, and who, a sentence for each; none when everything fits. */
export const verdictInWords = (
  { team, kept, members }: LoadVerdict,
  nameOf: (member: MemberId) => string,
  unit: PlanningSettings['unit'],
): readonly string[] => [
  ...(team.over === 0
    ? []
    : [
        `The team has ${amountInWords(team.points, unit)} for a capacity of ${numberInWords(team.capacity)}${
          kept === 0 ? '' : ` (${numberInWords(kept)} are kept for alerts)`
        }: ${numberInWords(team.over)} too many.`,
      ]),
  ...members
    .filter(({ over }) => over > 0)
    .map(
      ({ member, points, capacity, over }) =>
        `${nameOf(member)} has ${amountInWords(points, unit)} for a capacity of ${numberInWords(capacity)}: ${numberInWords(over)} too many.`,
    ),
];
