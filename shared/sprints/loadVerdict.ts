import type { MemberId } from '../ids.ts';
import { roundPoints } from './roundPoints.ts';
import type { SprintCapacity } from './sprintCapacity.ts';
import type { Load, SprintLoad } from './sprintLoad.ts';

/** Load against capacity, in the project's unit. */
export interface Weighed extends Load {
  readonly capacity: number;
  /** What the load is more than the capacity; 0 when it fits. */
  readonly over: number;
}

export interface LoadVerdict {
  /** Against the capacity less what is kept for alerts. */
  readonly team: Weighed;
  /** What is kept for alerts that have not come yet: the reserve less the points of alert-born items that are in the sprint already, which have
   * used it up. */
  readonly kept: number;
  /** The sprint's members in their order, then others to whom something of it is assigned: they have no capacity in it. */
  readonly members: readonly (Weighed & { readonly member: MemberId })[];
  readonly unassigned: Load;
  /** The team or a member has more than fits. */
  readonly overCommitted: boolean;
}

const NOTHING: Load = { items: 0, points: 0, unestimated: 0 };

const weigh = (load: Load, capacity: number): Weighed => ({
  items: load.items,
  points: load.points,
  unestimated: load.unestimated,
  capacity,
  over: Math.max(0, roundPoints(load.points - capacity)),
});

/** Whether a sprint asks more than the team, or one of it, can take on.
 *
 * The reserve is the team's: nobody knows whom the next alert meets. So a member is weighed against all of their own capacity. What is not
 * estimated weighs nothing here, and is counted so that it can be said. */
export const loadVerdict = (
  { members: capacities, total }: SprintCapacity,
  load: SprintLoad,
  reserve: number,
): LoadVerdict => {
  const kept = Math.max(0, roundPoints(reserve - load.alertBornPoints));
  const team = weigh(load, Math.max(0, roundPoints(total - kept)));
  const inSprint = new Set(capacities.map(({ member }) => member));
  const members = [
    ...capacities.map(({ member, capacity }) => ({ member, ...weigh(load.members.get(member) ?? NOTHING, capacity) })),
    ...[...load.members]
      .filter(([member]) => !inSprint.has(member))
      .map(([member, theirs]) => ({ member, ...weigh(theirs, 0) })),
  ];
  const overCommitted = team.over > 0 || members.some(({ over }) => over > 0);
  return { team, kept, members, unassigned: load.unassigned, overCommitted };
};
