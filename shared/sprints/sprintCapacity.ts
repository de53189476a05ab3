import { type MemberCapacity, memberCapacity } from './memberCapacity.ts';
import { sumPoints } from './roundPoints.ts';
import type { Sprint } from './sprint.ts';

export interface SprintCapacity {
  readonly members: readonly MemberCapacity[];
  /** The sum of the members', in the project's unit. */
  readonly total: number;
}

/** What the team can take on in a sprint, before anything is kept for alerts. */
export const sprintCapacity = (sprint: Pick<Sprint, 'start' | 'end' | 'teamDaysOff' | 'members'>): SprintCapacity => {
  const members = sprint.members.map((each) => memberCapacity(sprint, each));
  return { members, total: sumPoints(members.map(({ capacity }) => capacity)) };
};
