import type { MemberId } from '../ids.ts';
import { sumPoints } from './roundPoints.ts';
import type { SprintContent } from './sprintContents.ts';

export interface Load {
  /** Items that carry points themselves: those with parts are counted with them. */
  readonly items: number;
  readonly points: number;
  /** Of the items, those without an estimate: they weigh something, but nobody has said what. */
  readonly unestimated: number;
}

export interface SprintLoad extends Load {
  readonly members: ReadonlyMap<MemberId, Load>;
  readonly unassigned: Load;
  /** Of the points, those of items born from alerts. */
  readonly alertBornPoints: number;
}

/** What a sprint asks of its team: every item in it that is not cancelled, done or not. The members' loads and what is unassigned add up to it. */
export const sprintLoad = (contents: readonly SprintContent[]): SprintLoad => {
  const leaves = contents.filter(({ category, hasParts }) => category !== 'cancelled' && !hasParts);
  const byMember = Map.groupBy(leaves, ({ item }) => item.assignee);
  return {
    ...loadOf(leaves),
    members: new Map(
      [...byMember].flatMap(([member, theirs]) => (member === null ? [] : [[member, loadOf(theirs)] as const])),
    ),
    unassigned: loadOf(byMember.get(null) ?? []),
    alertBornPoints: sumPoints(leaves.filter(({ alertBorn }) => alertBorn).map(({ points }) => points)),
  };
};

const loadOf = (leaves: readonly SprintContent[]): Load => ({
  items: leaves.length,
  points: sumPoints(leaves.map(({ points }) => points)),
  unestimated: leaves.filter(({ points }) => points === null).length,
});
