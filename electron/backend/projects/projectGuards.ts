import { Failure } from '../../../shared/errors.ts';
import type { EnvironmentId, ProjectId } from '../../../shared/ids.ts';
import type { Environment } from '../../../shared/projects/environment.ts';
import type { Project, ProjectSettings } from '../../../shared/projects/project.ts';
import { sameName } from '../../../shared/projects/sameName.ts';
import type { Database } from '../db/database.ts';
import { getEnvironment, listEnvironments } from './environmentTable.ts';
import type { ProjectCommandsDeps } from './projectChanges.ts';
import { getProject, listProjectNames } from './projectTable.ts';

export const needProject = (db: Database, id: ProjectId): Project => {
  const project = getProject(db, id);
  if (project !== null) return project;
  throw new Failure('GONE', 'This project does not exist (any more).', { what: 'project', id });
};

export const needEnvironment = (db: Database, id: EnvironmentId): Environment => {
  const environment = getEnvironment(db, id);
  if (environment !== null) return environment;
  throw new Failure('GONE', 'This environment does not exist (any more).', { what: 'environment', id });
};

const taken = (message: string, name: string) =>
  new Failure('NAME_TAKEN', message, { name, act: 'Choose another one.' });

/** Refuses a name or a key that another project has; `except` is the project itself. */
export const refuseTakenProject = (db: Database, { name, key }: ProjectSettings, except: ProjectId | null): void => {
  const others = listProjectNames(db).filter(({ id }) => id !== except);
  const namesake = others.find((other) => sameName(other.name, name));
  if (namesake !== undefined) throw taken(`There is a project named ${namesake.name} already.`, namesake.name);
  const twin = others.find((other) => other.key === key);
  if (twin !== undefined) throw taken(`The key ${key} belongs to project ${twin.name}.`, key);
};

/** Refuses a name that another environment of the project has; `except` is the environment itself. */
export const refuseTakenEnvironment = (
  db: Database,
  project: ProjectId,
  name: string,
  except: EnvironmentId | null,
): void => {
  const namesake = listEnvironments(db, project).find((other) => other.id !== except && sameName(other.name, name));
  if (namesake !== undefined) throw taken(`There is an environment named ${namesake.name} already.`, namesake.name);
};

/** Refuses while a run goes on in one of the environments. `what` says what is not possible meanwhile. */
export const refuseWhileRunning = (
  { runs }: Pick<ProjectCommandsDeps, 'runs'>,
  environments: readonly Environment[],
  what: string,
): void => {
  const busy = environments.filter(({ id }) => runs.activeIn(id) !== null).map(({ name }) => name);
  if (busy.length > 0)
    throw new Failure('IN_USE', `A run is going on in ${busy.join(' and ')}: ${what}.`, {
      by: busy.map((name) => `the run in ${name}`),
      act: 'Wait for its end, or cancel it.',
    });
};

/** Refuses to delete a project while a feature is at work in it. */
export const refuseWhileGoingOn = ({ kept }: Pick<ProjectCommandsDeps, 'kept'>, project: ProjectId): void => {
  const by = kept().flatMap(({ goingOn }) => goingOn(project) ?? []);
  if (by.length > 0)
    throw new Failure('IN_USE', `Pitwall still runs ${by.join(' and ')}: the project cannot be deleted meanwhile.`, {
      by,
      act: 'Wait for the end, or cancel it.',
    });
};

/** Wants a name typed; blanks around it and the way its accents are written do not matter, its case does. */
export const wantTyped = (typed: string, name: string): void => {
  if (typed.trim().normalize() === name.normalize()) return;
  throw new Failure('REFUSED', `What was typed is not the name: ${name}.`, { act: `Type ${name} to delete it.` });
};
