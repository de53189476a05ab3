import type { PlanningSettings } from '../../../shared/backlog/planningSettings.ts';
import type { AlertReserve } from '../../../shared/sprints/alertReserve.ts';
import { amountInWords, numberInWords } from '../../../shared/sprints/amountInWords.ts';
import type { Weighed } from '../../../shared/sprints/loadVerdict.ts';
import type { Velocity } from '../../../shared/sprints/velocity.ts';

type Unit = PlanningSettings['unit'];

const counted = (count: number, one: string): string => `${String(count)} ${one}${count === 1 ? '' : 's'}`;

/** `7 of 7.2 points`. */
export const loadInWords = ({ points, capacity }: Pick<Weighed, 'points' | 'capacity'>, unit: Unit): string =>
  `${numberInWords(points)} of ${amountInWords(capacity, unit)}`;

/** `over by 2`; null when it fits. */
export const overInWords = ({ over }: Pick<Weighed, 'over'>): string | null =>
  over > 0 ? `over by ${numberInWords(over)}` : null;

/** `2 items not estimated`; null when all are. */
export const unestimatedInWords = (unestimated: number): string | null =>
  unestimated === 0 ? null : `${counted(unestimated, 'item')} not estimated`;

/** What is kept for alerts and why: `8 points: mean of 6, 8, 10`, `0 points: no closed sprint yet`.
 *
 * `kept` is what is left of the reserve after the alert-born items that are in the sprint already. */
export const reserveInWords = ({ points, history, from }: AlertReserve, kept: number, unit: Unit): string => {
  if (history === 0) return `${amountInWords(0, unit)}: no closed sprint yet`;
  const mean = `mean of ${from.map((each) => numberInWords(each.points)).join(', ')}`;
  const used = points - kept;
  const rest = used > 0 ? `, of which ${numberInWords(used)} are in the sprint already` : '';
  return `${amountInWords(points, unit)}: ${mean}${rest}`;
};

/** What the last sprints propose to commit to: `21 ± 4 points from 3 sprints`; says so when nothing is known. */
export const velocityInWords = (velocity: Velocity | null, unit: Unit): string => {
  if (velocity === null) return 'no proposal: no closed sprint yet';
  const { proposal, deviation, from } = velocity;
  const spread = deviation === null ? '' : ` ± ${numberInWords(Math.round(deviation * 10) / 10)}`;
  return `${numberInWords(Math.round(proposal.points * 10) / 10)}${spread} ${unit} from ${counted(from.length, 'sprint')}`;
};
