import { Failure } from '../../../shared/errors.ts';
import type { MemberId, ProjectId } from '../../../shared/ids.ts';
import type { Member } from '../../../shared/team/member.ts';
import type { Database } from '../db/database.ts';
import { getMember, namesakeOf } from './memberTable.ts';

export const needProject = (
  { hasProject }: { readonly hasProject: (project: ProjectId) => boolean },
  id: ProjectId,
): void => {
  if (!hasProject(id)) throw new Failure('GONE', 'This project does not exist (any more).', { what: 'project', id });
};

export const needMember = (db: Database, id: MemberId): Member => {
  const member = getMember(db, id);
  if (member !== null) return member;
  throw new Failure('GONE', 'This member does not exist (any more).', { what: 'member', id });
};

/** Refuses a name that another member of the team has. */
export const refuseTakenName = (db: Database, member: Member): void => {
  const namesake = namesakeOf(db, member);
  if (namesake !== null)
    throw new Failure('NAME_TAKEN', `There is a member named ${namesake.name} already.`, {
      name: namesake.name,
      act: 'Choose another name, such as one with the family name.',
    });
};
