import { Failure } from '../../../shared/errors.ts';
import type { MemberId } from '../../../shared/ids.ts';
import { sameName } from '../../../shared/projects/sameName.ts';
import type { Sprint } from '../../../shared/sprints/sprint.ts';
import { daysProblem, overlapsWith } from '../../../shared/sprints/sprintDays.ts';
import { refused } from './sprintGuards.ts';

/** Why a sprint cannot be as it is among the others of its project; null when it can: its days can be and are shared with no other sprint, its
 * name is its own, its members are of the team. */
export const sprintObjection = (
  sprint: Sprint,
  others: readonly Sprint[],
  team: ReadonlySet<MemberId>,
): Failure | null => daysObjection(sprint, others) ?? nameObjection(sprint, others) ?? membersObjection(sprint, team);

const daysObjection = (sprint: Sprint, others: readonly Sprint[]): Failure | null => {
  const problem = daysProblem(sprint);
  if (problem !== null) return refused(problem, 'Choose other days.');
  const clash = overlapsWith(sprint, others);
  if (clash === null) return null;
  return refused(
    `${sprint.name} (${sprint.start} to ${sprint.end}) overlaps ${clash.name}, which is from ${clash.start} to ${clash.end}.`,
    `Choose days before ${clash.start} or after ${clash.end}, or change ${clash.name} first.`,
  );
};

const nameObjection = ({ name }: Sprint, others: readonly Sprint[]): Failure | null => {
  const namesake = others.find((other) => sameName(other.name, name));
  if (namesake === undefined) return null;
  return new Failure('NAME_TAKEN', `There is a sprint named ${namesake.name} already.`, {
    name: namesake.name,
    act: 'Choose another name.',
  });
};

const membersObjection = ({ members, name }: Sprint, team: ReadonlySet<MemberId>): Failure | null => {
  const stranger = members.find(({ member }) => !team.has(member));
  if (stranger !== undefined)
    return new Failure('GONE', `A member of ${name} is not in the team (any more).`, {
      what: 'member',
      id: stranger.member,
    });
  if (new Set(members.map(({ member }) => member)).size === members.length) return null;
  return refused(`${name} names a member twice.`, 'Name each member once.');
};
