import { Failure } from '../../../shared/errors.ts';
import type { ProjectId } from '../../../shared/ids.ts';
import { EnvironmentSettings } from '../../../shared/projects/environment.ts';
import { movedEnvironment, PRACTICE_DESCRIPTION, practiceEnvironment } from './practiceEnvironment.ts';
import type { PracticeServer } from './practiceServer.ts';
import type { RangeProjects } from './rangeDeps.ts';
import { type RangePaths, type ServerName, serverNames } from './rangePaths.ts';
import { sampleItems } from './sampleItems.ts';

/** How many names are tried when the user has projects of the same name. */
const NAMES_TRIED = 20;

export type PracticeServers = Readonly<Record<ServerName, PracticeServer>>;

const create = (projects: RangeProjects, paths: RangePaths, servers: PracticeServers): ProjectId => {
  const environments = serverNames.map((name) => practiceEnvironment(name, paths, servers[name].record()));
  for (let number = 1; ; number += 1) {
    const suffix = number === 1 ? '' : String(number);
    try {
      return projects.create({
        name: `Practice range${suffix && ` ${suffix}`}`,
        key: `PR${suffix}`,
        description: PRACTICE_DESCRIPTION,
        environments: environments.map((each) => ({ ...each, monitor: null })),
        items: sampleItems,
      });
    } catch (error) {
      if (!(error instanceof Failure) || error.code !== 'NAME_TAKEN') throw error;
      if (number === NAMES_TRIED)
        throw new Failure('REFUSED', `Projects named Practice range, Practice range 2 and so on to ${number} exist.`, {
          act: 'Rename one of them, then open the range again.',
        });
    }
  }
};

/** Pins the servers' own host keys, in place of whatever was pinned for their ports. */
export const pinPracticeHostKeys = (projects: RangeProjects, servers: PracticeServers): void => {
  for (const name of serverNames) {
    const { hostKey, record } = servers[name];
    projects.trustHostKey('127.0.0.1', record().sshPort, hostKey.type, hostKey.blob);
  }
};

/** Makes the practice project lead to the servers where they are now; makes it when there is none.
 *
 * False when an environment could not be changed because a run goes on in it: then it wants to be done again when that run is over. */
export const settlePracticeProject = (
  projects: RangeProjects,
  paths: RangePaths,
  servers: PracticeServers,
): boolean => {
  const project = projects.find() ?? create(projects, paths, servers);
  let settled = true;
  for (const environment of projects.environments(project))
    for (const name of serverNames) {
      const moved = movedEnvironment(EnvironmentSettings.parse(environment), name, paths, servers[name].record());
      try {
        if (moved !== null) projects.updateEnvironment(environment.id, moved);
      } catch (error) {
        if (!(error instanceof Failure) || error.code !== 'IN_USE') throw error;
        settled = false;
      }
    }
  return settled;
};
