import { Failure } from '../../../shared/errors.ts';
import type { ProjectId, SprintId } from '../../../shared/ids.ts';
import type { Sprint } from '../../../shared/sprints/sprint.ts';
import type { Database } from '../db/database.ts';
import type { SprintsDeps } from './sprintsDeps.ts';
import { getSprint } from './sprintTable.ts';

export const refused = (message: string, act: string): Failure<'REFUSED'> => new Failure('REFUSED', message, { act });

export const needProject = ({ hasProject }: Pick<SprintsDeps, 'hasProject'>, id: ProjectId): void => {
  if (!hasProject(id)) throw new Failure('GONE', 'This project does not exist (any more).', { what: 'project', id });
};

export const needSprint = (db: Database, id: SprintId): Sprint => {
  const sprint = getSprint(db, id);
  if (sprint !== null) return sprint;
  throw new Failure('GONE', 'This sprint does not exist (any more).', { what: 'sprint', id });
};

/** "SA-1, SA-2 and 5 more": as many names as a message can hold. */
export const someOf = (names: readonly string[]): string =>
  names.length <= 10 ? names.join(', ') : `${names.slice(0, 10).join(', ')} and ${names.length - 10} more`;
