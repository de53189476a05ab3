import type { PlanningSettings } from '../backlog/planningSettings.ts';
import { addDays, type CalendarDate, weekdayOf } from '../calendarDate.ts';
import type { Member } from '../team/member.ts';
import { nextSprintName } from './nextSprintName.ts';
import type { Sprint, SprintSettings } from './sprint.ts';
import { sprintTeam } from './sprintTeam.ts';

export interface ProposalBasis {
  /** All of the project's. */
  readonly sprints: readonly Sprint[];
  readonly team: readonly Member[];
  readonly cadence: PlanningSettings['cadence'];
  readonly today: CalendarDate;
}

/** The next sprints by the cadence: one after the other without a gap, named on from the last, with its team.
 *
 * The first starts on the day after the last sprint's end. When a sprint from there would be over already, or there is none yet, it starts on
 * the cadence's next weekday, which may be today. */
export const proposeSprints = ({ sprints, team, cadence, today }: ProposalBasis, count: number): SprintSettings[] => {
  const inOrder = sprints.toSorted((one, other) => (one.start < other.start ? -1 : 1));
  const last = inOrder.reduce<Sprint | null>((a, b) => (a === null || b.end > a.end ? b : a), null);
  const names = inOrder.map(({ name }) => name);
  const proposed: SprintSettings[] = [];
  let start = firstDay(last, cadence, today);
  while (proposed.length < count) {
    const name = nextSprintName(names);
    names.push(name);
    const end = addDays(start, cadence.days - 1);
    proposed.push({ name, start, end, goals: [], members: sprintTeam(last, team), teamDaysOff: [] });
    start = addDays(end, 1);
  }
  return proposed;
};

const firstDay = (
  last: Pick<Sprint, 'end'> | null,
  { days, startsOn }: PlanningSettings['cadence'],
  today: CalendarDate,
): CalendarDate => {
  if (last !== null && addDays(last.end, days) >= today) return addDays(last.end, 1);
  return addDays(today, (startsOn - weekdayOf(today) + 7) % 7);
};
