import type { Member } from '../team/member.ts';
import type { Sprint, SprintMember } from './sprint.ts';

/** What a member brings to a sprint unless somebody says otherwise. */
export const sprintMemberOf = ({ id, workingDays, focusFactor, perDay }: Member): SprintMember => ({
  member: id,
  workingDays,
  focusFactor,
  perDay,
  daysOff: [],
});

/** The team of a sprint, copied from another: who was in it and is still there, with what they brought; days off are not copied.
 *
 * Everybody who is there, with their own settings, when there is no sprint to copy from. */
export const sprintTeam = (from: Pick<Sprint, 'members'> | null, team: readonly Member[]): SprintMember[] => {
  const there = team.filter(({ active }) => active);
  if (from === null) return there.map(sprintMemberOf);
  const ids = new Set(there.map(({ id }) => id));
  return from.members.filter(({ member }) => ids.has(member)).map((each) => ({ ...each, daysOff: [] }));
};
