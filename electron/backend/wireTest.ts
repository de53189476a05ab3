import { join } from 'node:path';
import type { PlanningSettings } from '../../shared/backlog/planningSettings.ts';
import { itemNumberIn } from '../../shared/branches/branchName.ts';
import { dateAt } from '../../shared/calendarDate.ts';
import type { EnvironmentId, ProjectId } from '../../shared/ids.ts';
import { type FileItemDeps, fileItem, reopenItem } from './backlog/fileItem.ts';
import { findItemByNumber, findItemBySource, readItem } from './backlog/itemTable.ts';
import { getRepository } from './branches/repositoryTable.ts';
import { tokenName } from './branches/repositoryTokens.ts';
import type { Acts } from './db/acts.ts';
import type { SpaceReserve } from './db/spaceReserve.ts';
import { createGateKeeper } from './deploys/gateKeeper.ts';
import { getEnvironment } from './projects/environmentTable.ts';
import { getProject } from './projects/projectTable.ts';
import { createQa } from './qa/createQa.ts';
import { qaRepository } from './qa/qaRepository.ts';
import { createReviews } from './reviews/createReviews.ts';
import type { SshPool } from './ssh/sshPool.ts';
import { getMember } from './team/memberTable.ts';
import type { WiredBuild } from './wireBuild.ts';
import type { WiredCore } from './wiredCore.ts';

/** What Test takes of the rest of the backend. */
export interface TestWiring extends WiredCore {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly acts: Acts;
  readonly filing: FileItemDeps;
  readonly reserve: SpaceReserve;
  readonly pool: SshPool;
  readonly build: WiredBuild;
  /** The key of a project; null when it is gone. */
  readonly keyOf: (id: ProjectId) => string | null;
  readonly settingsOf: (id: ProjectId) => PlanningSettings;
  /** What an environment's connection keeps secret. */
  readonly secretsOf: (id: EnvironmentId) => readonly string[];
}

/** Wires Test: QA runs, reviews with their gate, and the gate of deploys that asks both. A part of `backend.ts`. */
export const wireTest = (deps: TestWiring) => {
  const { db, feed, clock, log, actor, vault, acts, filing, keyOf } = deps;
  const { github, branches, patterns } = deps.build;
  const hasProject = (id: ProjectId): boolean => keyOf(id) !== null;
  const environmentOf = (id: EnvironmentId) => getEnvironment(db, id);
  const qa = createQa({
    db,
    feed,
    clock,
    log,
    actor,
    folder: join(deps.dataDir, 'tests'),
    spendReserve: deps.reserve.spend,
    env: deps.env,
    hasProject,
    isPractice: (id) => getProject(db, id)?.practice ?? false,
    hasRepository: (id) => getRepository(db, id) !== null,
    repositoryOf: (id) => {
      const repository = branches.repositoryOf(id);
      return repository && qaRepository(repository.dir, { ref: repository.baseRef, name: repository.base });
    },
    environmentOf,
    connect: deps.pool.session,
    secretsOf: (id) =>
      [
        ...(getProject(db, id)?.environments ?? []).flatMap((environment) => deps.secretsOf(environment.id)),
        ...(['https', 'github'] as const).map((kind) => vault.get(tokenName(id, kind))),
      ].filter((secret) => secret !== null),
    items: {
      commit: acts.commit,
      settings: deps.settingsOf,
      projectKey: keyOf,
      read: (id) => readItem(db, id),
      bySource: (id, source) => findItemBySource(db, id, source),
      isMember: (id, member) => getMember(db, member)?.projectId === id,
      file: (edit, item) => fileItem(filing, edit, item),
      reopen: (edit, item, reason) => reopenItem(filing, edit, item, reason),
    },
  });
  const reviews = createReviews({
    db,
    feed,
    clock,
    log,
    actor,
    hasProject,
    repositoryOf: branches.repositoryOf,
    memberOf: (id) => getMember(db, id),
    items: {
      commit: acts.commit,
      ofBranch: (id, branch) => {
        const [key, number] = [keyOf(id), itemNumberIn(branch, keyOf(id) ?? '')];
        const item = key === null || number === null ? null : findItemByNumber(db, id, number);
        return item === null ? null : { id: item.id, key: `${key}-${number}`, title: item.title };
      },
      keyOf: (id) => {
        const item = readItem(db, id);
        return item === null ? null : `${keyOf(item.projectId) ?? 'item'}-${item.number}`;
      },
      fileFollowUp: (edit, { externalId, ...item }) =>
        fileItem(filing, edit, { ...item, kind: 'debt', urgency: null, source: { system: 'override', externalId } }),
    },
    checkPatterns: patterns.checkPatterns,
    coverageOf: qa.coverageOf,
    testsOf: qa.testsOf,
    githubOf: github.githubOf,
    readGithub: github.readNow,
    // What was merged elsewhere, branches see by themselves; what is only told, they do not.
    onMerged: ({ projectId, branch, merged }, window) => {
      if (merged?.outside === false || merged?.how === 'told') branches.merged(projectId, branch, window);
    },
  });
  branches.onFetched(reviews.onFetched);
  const gate = createGateKeeper({
    log,
    today: () => dateAt(clock.now(), filing.timeZone),
    environmentOf,
    policyOf: qa.policyOf,
    changesIn: reviews.changesIn,
    catchUp: branches.catchUp,
    qaOf: qa.qaOf,
  });
  return { qa, reviews, gate };
};
