import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { PlanningSettings } from '../../shared/backlog/planningSettings.ts';
import type { ProjectId } from '../../shared/ids.ts';
import { findItemByNumber, hasParts, readItem } from './backlog/itemTable.ts';
import { createBranches } from './branches/createBranches.ts';
import type { Acts } from './db/acts.ts';
import { createGithub } from './github/createGithub.ts';
import { createPatterns } from './patterns/createPatterns.ts';
import { findPracticeProject, listProjects } from './projects/projectTable.ts';
import { rangePaths } from './range/rangePaths.ts';
import type { WiredCore } from './wiredCore.ts';

/** What Build takes of the rest of the backend. */
export interface BuildWiring extends WiredCore {
  readonly acts: Acts;
  /** The key of a project; null when it is gone. */
  readonly keyOf: (id: ProjectId) => string | null;
  readonly settingsOf: (id: ProjectId) => PlanningSettings;
  /** The rules that machine answers of reviews lean on have changed. */
  readonly onPatternsChanged: (id: ProjectId) => void;
  /** Pull requests, their reviews or their checks are not what they were, or whether GitHub is heard. */
  readonly onGithubChanged: (id: ProjectId) => void;
}

/** Wires Build: repositories with their branches, GitHub beside them, and the pattern rules. A part of `backend.ts`. */
export const wireBuild = (deps: BuildWiring) => {
  const { db, feed, clock, log, actor, vault, dataDir, acts, keyOf } = deps;
  const hasProject = (id: ProjectId): boolean => keyOf(id) !== null;
  const github = createGithub({
    clock,
    log,
    sourceOf: (id) => branches.githubSourceOf(id),
    tokenOf: (id) => branches.githubTokenOf(id),
    baseOf: (id) => branches.baseOf(id),
    changed: (id) => {
      feed.publish('repository', id);
      deps.onGithubChanged(id);
    },
  });
  const branches = createBranches({
    db,
    feed,
    clock,
    log,
    random: Math.random,
    actor,
    vault,
    folder: join(dataDir, 'repositories'),
    projects: () => listProjects(db).map(({ id }) => id),
    hasProject,
    practice: () => {
      const project = findPracticeProject(db);
      const { origin } = rangePaths(dataDir);
      return project === null || !existsSync(origin) ? null : { project, origin };
    },
    items: {
      commit: acts.commit,
      settings: deps.settingsOf,
      projectKey: keyOf,
      read: (id) => readItem(db, id),
      byNumber: (id, number) => findItemByNumber(db, id, number),
      hasParts: (id) => hasParts(db, id),
    },
    pullRequests: (id) => github.pullRequests(id),
  });
  branches.onFetched(github.refresh);
  const patterns = createPatterns({
    db,
    feed,
    clock,
    log,
    actor,
    hasProject,
    repositoryOf: branches.repositoryOf,
    onChanged: deps.onPatternsChanged,
  });
  branches.onFetched(patterns.followBase);
  return { github, branches, patterns };
};
export type WiredBuild = ReturnType<typeof wireBuild>;
