import { Failure } from '../../../shared/errors.ts';
import type { MemberId, ProjectId, Revision } from '../../../shared/ids.ts';
import type { ChangeId, ChangeRevision } from '../../../shared/reviews/change.ts';
import type { Person } from '../../../shared/reviews/person.ts';
import { currentRevision, listRevisions } from './changeRevisionTable.ts';
import { getChange, type StoredChange } from './reviewChangeTable.ts';
import type { ReviewDeps } from './reviewDeps.ts';
import type { ReviewRepository } from './reviewRepository.ts';

export const needProject = ({ hasProject }: Pick<ReviewDeps, 'hasProject'>, id: ProjectId): ProjectId => {
  if (!hasProject(id)) throw new Failure('GONE', 'This project does not exist (any more).', { what: 'project', id });
  return id;
};

export const needChange = ({ db }: Pick<ReviewDeps, 'db'>, id: ChangeId): StoredChange => {
  const found = getChange(db, id);
  if (found === null) throw new Failure('GONE', 'This change does not exist (any more).', { what: 'change', id });
  return found;
};

/** A change that still can be spoken about: one that was merged may be reviewed late, one that was abandoned not. */
export const needDiscussed = (deps: Pick<ReviewDeps, 'db'>, id: ChangeId): StoredChange => {
  const change = needChange(deps, id);
  if (change.state === 'abandoned')
    throw new Failure('REFUSED', `“${change.title}” was abandoned.`, { act: 'Reopen it first.' });
  return change;
};

export const needOpen = (deps: Pick<ReviewDeps, 'db'>, id: ChangeId): StoredChange => {
  const change = needDiscussed(deps, id);
  if (change.state !== 'open')
    throw new Failure('REFUSED', `“${change.title}” was merged already.`, {
      act: 'Look at it on the list of merged changes.',
    });
  return change;
};

/** The newest revision, when it is the one that was looked at; else CONFLICT: nobody speaks for code they did not see. */
export const needHead = ({ db }: Pick<ReviewDeps, 'db'>, change: StoredChange, head: Revision): ChangeRevision => {
  const current = currentRevision(db, change.id);
  if (current.head !== head)
    throw new Failure('CONFLICT', `“${change.title}” got revision ${current.number} in between.`, {
      act: 'Look at what changed, then say it again.',
      changes: [`${change.branch} is at ${current.head.slice(0, 7)} now, not at ${head.slice(0, 7)}.`],
    });
  return current;
};

export const needRevision = ({ db }: Pick<ReviewDeps, 'db'>, change: ChangeId, number: number): ChangeRevision => {
  const found = listRevisions(db, change).find((revision) => revision.number === number);
  if (found === undefined)
    throw new Failure('REFUSED', `This change has no revision ${number}.`, { act: 'Load the page again.' });
  return found;
};

export const needRepository = (
  { repositoryOf }: Pick<ReviewDeps, 'repositoryOf'>,
  project: ProjectId,
): ReviewRepository => {
  const found = repositoryOf(project);
  if (found === null)
    throw new Failure('REFUSED', 'This project has no repository (any more).', {
      act: 'Set it up on the page of branches.',
    });
  return found;
};

/** Who acts. Without a name a review would be nobody's. */
export const needMe = (deps: Pick<ReviewDeps, 'repositoryOf'>, project: ProjectId): Person => {
  const { me } = needRepository(deps, project);
  if (me === null || me.email.trim() === '')
    throw new Failure('REFUSED', 'Pitwall does not know who you are in this repository.', {
      act: 'Say your name and your e-mail address in the repository’s settings.',
    });
  return me;
};

/** Who says something: the person at the window, or the member it is written down for. */
export const needSpeaker = (
  deps: Pick<ReviewDeps, 'repositoryOf' | 'memberOf' | 'actor'>,
  project: ProjectId,
  member: MemberId | null,
): { readonly person: Person; readonly recordedBy: string | null } => {
  if (member === null) return { person: needMe(deps, project), recordedBy: null };
  const found = deps.memberOf(member);
  if (found === null || found.projectId !== project)
    throw new Failure('GONE', 'This member is not in the team (any more).', { what: 'member', id: member });
  if (found.email === null)
    throw new Failure('REFUSED', `${found.name} has no e-mail address here, so nobody can tell what they wrote.`, {
      act: 'Add it on the page of the team, then try again.',
    });
  return { person: { name: found.name, email: found.email }, recordedBy: deps.actor };
};
