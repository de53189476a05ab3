import { pathToFileURL } from 'node:url';
import { defaultRepositorySettings, type RepositorySettings } from '../../../shared/branches/repositorySettings.ts';
import type { ProjectId, WindowId } from '../../../shared/ids.ts';
import { createBranchChecks } from './branchChecks.ts';
import type { BranchDeps } from './branchDeps.ts';
import { createBranchesHandlers } from './branchesHandlers.ts';
import { createBranchLists } from './branchLists.ts';
import { createFollowItems } from './followItems.ts';
import { createKeptOfRepository } from './keptOfRepository.ts';
import { createRemoveBranches } from './removeBranches.ts';
import { createRepositories } from './repositories.ts';
import { getRepository } from './repositoryTable.ts';
import { tokenName } from './repositoryTokens.ts';
import { createStartWork } from './startWork.ts';

/** The practice origin lies on this disk: asking it often costs nothing. */
const PRACTICE_EVERY_SECONDS = 20;

/** Builds repositories and branches: their part of the API, what other features get of a repository, and their own start and end. */
export const createBranches = (deps: BranchDeps) => {
  const ending = new AbortController();
  const repositories = createRepositories(deps);
  const checks = createBranchChecks(deps, repositories);
  const lists = createBranchLists(deps, repositories, checks);
  const items = createFollowItems(deps, lists, checks);
  repositories.onFetched((project) => items.follow(project, repositories.read(project).state.hasOrigin, ending.signal));

  /** Gives the practice project its own origin as soon as both are there, so that a newcomer has branches to try. */
  const adoptPractice = (): void => {
    const practice = deps.practice();
    if (practice === null || getRepository(deps.db, practice.project) !== null) return;
    const settings: RepositorySettings = {
      ...defaultRepositorySettings,
      source: { kind: 'clone', url: pathToFileURL(practice.origin).href },
      fetchEverySeconds: PRACTICE_EVERY_SECONDS,
      me: { name: 'Practice Lead', email: 'lead@practice.example' },
    };
    repositories.save(practice.project, 0, settings);
  };
  const forgetGone = deps.feed.subscribe((event) => {
    if (event.kind === 'change' && event.entity === 'range') adoptPractice();
    if (event.kind === 'change' && event.entity === 'project') repositories.sweep();
  });

  return {
    router: createBranchesHandlers(deps, {
      repositories,
      lists,
      startWork: createStartWork(deps, repositories, lists),
      removeBranches: createRemoveBranches(deps, repositories, lists),
    }),
    repositoryOf: repositories.handleOf,
    kept: createKeptOfRepository(deps, repositories),
    /** Fetches, and lets everything that follows a fetch see it; without a repository there is nothing to do. Throws Failure when the origin cannot be asked. */
    catchUp: async (project: ProjectId): Promise<void> => {
      if (getRepository(deps.db, project) !== null) await repositories.fetch(project);
    },
    onFetched: repositories.onFetched,
    /** Where pull requests are read; null: nowhere. */
    githubSourceOf: (project: ProjectId) => getRepository(deps.db, project)?.settings.github ?? null,
    /** The branch that changes go into; null: the project has no repository. */
    baseOf: (project: ProjectId) => getRepository(deps.db, project)?.settings.base ?? null,
    githubTokenOf: (project: ProjectId) => deps.vault.get(tokenName(project, 'github')),
    /** Pitwall merged a branch itself: its item needs no fetch to hear of it. */
    merged: (project: ProjectId, branch: string, window: WindowId) => items.tellNow(project, branch, 'merged', window),
    start: (): void => {
      repositories.sweep();
      adoptPractice();
      repositories.start();
    },
    dispose: async (): Promise<void> => {
      forgetGone();
      ending.abort(new Error('Pitwall ends'));
      await checks.dispose();
      await repositories.dispose();
    },
  };
};
