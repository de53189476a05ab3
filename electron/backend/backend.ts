import { randomUUID } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync } from 'node:fs';
import { hostname, userInfo } from 'node:os';
import { join } from 'node:path';
import { createRouterClient, type RouterClient } from '@orpc/server';
import type { AppInfo } from '../../shared/app/contract.ts';
import { secretKinds } from '../../shared/connections/contract.ts';
import { followUpText } from '../../shared/deploys/followUpText.ts';
import type { EnvironmentId, ItemId, MemberId, ProjectId, SprintId } from '../../shared/ids.ts';
import { PITWALL_WINDOW } from '../../shared/planningAct.ts';
import { createRuleActTable } from './alerts/ruleActTable.ts';
import { createApiInterceptor } from './apiErrors.ts';
import { createAppHandlers } from './app/appHandlers.ts';
import { addItems } from './backlog/addItems.ts';
import { createBacklogHandlers } from './backlog/backlogHandlers.ts';
import { createCommentActTable } from './backlog/commentTable.ts';
import { fileItem } from './backlog/fileItem.ts';
import { createItemActTable } from './backlog/itemActTable.ts';
import { lastItem } from './backlog/itemOrderTable.ts';
import {
  findItemBySource,
  listItemsOfMember,
  listItemsOfSprint,
  listStoredItems,
  type NumberedItem,
  readItem,
} from './backlog/itemTable.ts';
import { keptOfBacklog } from './backlog/keptOfBacklog.ts';
import { createLinkActTable } from './backlog/linkTable.ts';
import { listItemsAround } from './backlog/listItemsAround.ts';
import { createPlanningActTable, planningSettingsOf } from './backlog/planningTable.ts';
import { createViewActTable } from './backlog/viewTable.ts';
import type { Clock } from './clock.ts';
import { createConnectionsHandlers } from './connections/connectionsHandlers.ts';
import { secretName } from './connections/environmentSecrets.ts';
import { createActs } from './db/acts.ts';
import { createBackups } from './db/backups.ts';
import { appendLedger, type NewLedgerEntry } from './db/ledgerTable.ts';
import { openStateDatabase } from './db/openStateDatabase.ts';
import { openSpaceReserve } from './db/spaceReserve.ts';
import { createDeployService } from './deploys/deployService.ts';
import { createDeploysHandlers } from './deploys/deploysHandlers.ts';
import { createReadPlan } from './deploys/readPlan.ts';
import { createTargetRunner } from './deploys/targetRunner.ts';
import { createImportsHandlers } from './imports/importsHandlers.ts';
import { createLedgerHandlers } from './ledger/ledgerHandlers.ts';
import { createChangeFeed } from './live/createChangeFeed.ts';
import { createLiveHandlers } from './live/liveHandlers.ts';
import type { Log } from './log.ts';
import { createRunLogs } from './logs/runLogs.ts';
import type { Notifier } from './notifier.ts';
import { getEnvironment } from './projects/environmentTable.ts';
import { createProjectCommands } from './projects/projectCommands.ts';
import { createProjectsHandlers } from './projects/projectsHandlers.ts';
import { findPracticeProject, getProject, getProjectKey } from './projects/projectTable.ts';
import { createRange } from './range/createRange.ts';
import { createRangeHandlers } from './range/rangeHandlers.ts';
import { recordProgress } from './sprints/recordProgress.ts';
import { createSprintsHandlers } from './sprints/sprintsHandlers.ts';
import { createSprintActTable, getSprint, listSprints, listSprintsOfMember } from './sprints/sprintTable.ts';
import { createSshPool } from './ssh/createSshPool.ts';
import { hostKeyPins, pinHostKey, pinnedHostKeysOf, unpinHostKeys } from './ssh/hostKeyTable.ts';
import { createMemberActTable, getMember, listMembers } from './team/memberTable.ts';
import { createTeamHandlers } from './team/teamHandlers.ts';
import type { Vault } from './vault.ts';
import { wireBuild } from './wireBuild.ts';
import { wireMonitor } from './wireMonitor.ts';
import { wireTest } from './wireTest.ts';

export interface BackendOptions {
  /** A folder that exists and is ours alone; see prepareDataDir. */
  readonly dataDir: string;
  /** Holds `runner/`, `presets/` and `range/`. */
  readonly resourcesDir: string;
  readonly vault: Vault;
  readonly notifier: Notifier;
  readonly clock: Clock;
  readonly log: Log;
  readonly shell: AppInfo['shell'];
  readonly version: string;
  /** The user's home: `~/.ssh` is read there. */
  readonly homeDir: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

const actorName = (): string => {
  try {
    return `${userInfo().username}@${hostname()}`;
  } catch {
    return `user@${hostname()}`;
  }
};

/** Builds the backend: the only place where features meet.
 *
 * Rejects with DatabaseRefused when the database may not be opened. Runs that were going on are followed again, the practice range is opened
 * again when it was open. */
export const createBackend = async (options: BackendOptions) => {
  const { dataDir, resourcesDir, vault, notifier, clock, log, homeDir, env } = options;
  const actor = actorName();
  const startedAt = clock.now();
  const runsFolder = join(dataDir, 'runs');
  mkdirSync(runsFolder, { recursive: true, mode: 0o700 });
  chmodSync(runsFolder, 0o700);

  const backupsDir = join(dataDir, 'backups');
  const { db, notices } = openStateDatabase({ path: join(dataDir, 'pitwall.db'), backupsDir, clock, log });
  const backups = createBackups({ db, dir: backupsDir, clock, log });
  const reserve = openSpaceReserve(join(dataDir, 'reserve'));
  reserve.fill();
  const feed = createChangeFeed(startedAt);
  const environmentOf = (id: EnvironmentId) => getEnvironment(db, id);
  const secretOf = (id: EnvironmentId, kind: (typeof secretKinds)[number]) => vault.get(secretName(id, kind));
  const secretsOf = (id: EnvironmentId) =>
    secretKinds.map((kind) => secretOf(id, kind)).filter((secret) => secret !== null);

  const noteInLedger = (entry: NewLedgerEntry): void => {
    appendLedger(db, entry);
    feed.publish('ledger', null);
  };

  const pool = createSshPool({
    targetOf: (id) => environmentOf(id)?.ssh ?? null,
    secretOf,
    hostKeys: hostKeyPins(db),
    homeDir,
    env,
    clock,
    log,
  });
  const runner = createTargetRunner(readFileSync(join(resourcesDir, 'runner', 'pitwall-runner.sh'), 'utf8'));
  const service = createDeployService({
    db,
    feed,
    clock,
    log,
    random: Math.random,
    notifier,
    pool,
    runner,
    reserve,
    runsFolder,
    runLogs: createRunLogs(runsFolder),
    actor,
    environmentOf,
    environmentsOf: (id) => getProject(db, id)?.environments.map((environment) => environment.id) ?? null,
    followUp: ({ id, projectId, ...run }) =>
      acts.commit({ project: projectId, window: PITWALL_WINDOW }, (edit) => {
        const made = fileItem(filing, edit, {
          ...followUpText({ ...run, by: actor }),
          project: projectId,
          kind: 'debt',
          urgency: null,
          source: { system: 'override', externalId: id },
        });
        const summary = `Make ${made.key} of an override of the deploy gate`;
        return {
          result: { item: made.id, itemKey: made.key },
          act: { verb: 'item.create', entity: 'item', id: made.id, summary },
        };
      }),
    secretsOf,
  });
  const connectionChanged = (id: EnvironmentId) => {
    pool.reset(id);
    service.connectionChanged(id);
    monitor.connectionChanged(id);
  };
  const projects = createProjectCommands({
    db,
    feed,
    clock,
    log,
    actor,
    connectionChanged,
    runs: {
      activeIn: (id) => service.active(id)?.id ?? null,
      countIn: service.countIn,
      remove: service.remove,
    },
    secrets: {
      countIn: (id) => secretKinds.filter((kind) => secretOf(id, kind) !== null).length,
      forget: (id) => {
        for (const kind of secretKinds) vault.delete(secretName(id, kind));
        monitor.forgetSecrets(id);
      },
    },
    kept: () => [keptOfBacklog(db), branches.kept, reviews.kept, qa.kept],
    watching: { of: (id) => monitor.filed.of(id), save: (id, filed) => monitor.filed.save(id, filed) },
  });
  const range = createRange({
    dataDir,
    resourcesDir,
    clock,
    log,
    feed,
    env,
    platform: process.platform,
    projects: {
      find: () => findPracticeProject(db),
      create: ({ environments, items, ...settings }) => {
        const { id } = projects.create({ settings, practice: true, environments });
        const summary = `Add the sample backlog of ${items.length} items`;
        addItems({ ...backlogSurroundings, db, acts, actor }, { window: PITWALL_WINDOW, project: id, items, summary });
        return id;
      },
      environments: (id: ProjectId) => getProject(db, id)?.environments ?? [],
      updateEnvironment: projects.updateEnvironment,
      trustHostKey: (host, port, type, key) => {
        const [pinned, ...others] = pinnedHostKeysOf(db, host, port);
        if (pinned?.type === type && pinned.key.equals(key) && others.length === 0) return;
        db.transaction(() => {
          unpinHostKeys(db, host, port);
          pinHostKey(db, { host, port, type, key, since: clock.now() });
        })();
      },
    },
  });

  const keyOf = (id: ProjectId) => getProjectKey(db, id);
  const backlogSurroundings = {
    keyOf,
    memberOf: (id: MemberId) => getMember(db, id),
    sprintOf: (id: SprintId) => getSprint(db, id),
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  };
  const namesOf = (items: readonly NumberedItem[]) =>
    items.map(({ id, projectId, number }) => ({ id, name: `${keyOf(projectId) ?? 'item'}-${number}` }));
  const sprintSurroundings = {
    hasProject: (id: ProjectId) => keyOf(id) !== null,
    settingsOf: (id: ProjectId) => planningSettingsOf(db, id, backlogSurroundings.timeZone),
    membersOf: (id: ProjectId) => listMembers(db, id),
    itemsAround: (id: SprintId) =>
      listItemsAround(db, id).map((item) => ({ ...item, key: `${keyOf(item.projectId) ?? 'item'}-${item.number}` })),
    projectOfItem: (id: ItemId) => readItem(db, id)?.projectId ?? null,
  };
  const acts = createActs({
    db,
    clock,
    actor,
    startedAt,
    publish: feed.publish,
    afterChanges: (changes, stamp) => recordProgress({ ...sprintSurroundings, db }, changes, stamp),
    tables: {
      item: createItemActTable(db, backlogSurroundings),
      comment: createCommentActTable(db),
      link: createLinkActTable(db),
      view: createViewActTable(db),
      planning: createPlanningActTable(db, backlogSurroundings.timeZone),
      member: createMemberActTable(db, (id) => [...namesOf(listItemsOfMember(db, id)), ...listSprintsOfMember(db, id)]),
      sprint: createSprintActTable(
        db,
        (id) => namesOf(listItemsOfSprint(db, id)),
        (id) => listMembers(db, id),
      ),
      rule: createRuleActTable(db, (change) => monitor.ruleTouched(change)),
    },
  });

  const filing = {
    db,
    keyOf,
    timeZone: backlogSurroundings.timeZone,
    isClosedSprint: (id: SprintId) => getSprint(db, id)?.state === 'closed',
  };
  const { github, branches, patterns } = wireBuild({
    db,
    feed,
    clock,
    log,
    actor,
    vault,
    dataDir,
    acts,
    keyOf,
    settingsOf: sprintSurroundings.settingsOf,
    onPatternsChanged: (id) => reviews.judgeAgain(id),
    onGithubChanged: (id) => reviews.githubChanged(id),
  });
  const { qa, reviews, gate } = wireTest({
    db,
    feed,
    clock,
    log,
    actor,
    vault,
    dataDir,
    env,
    acts,
    filing,
    reserve,
    pool,
    build: { github, branches, patterns },
    keyOf,
    settingsOf: sprintSurroundings.settingsOf,
    secretsOf,
  });

  const imports = createImportsHandlers({
    db,
    clock,
    folder: join(dataDir, 'imports'),
    acts,
    projectKeyOf: backlogSurroundings.keyOf,
    settingsOf: sprintSurroundings.settingsOf,
    membersOf: (id) => listMembers(db, id),
    sprintsOf: (id) => listSprints(db, id),
    items: {
      read: (id) => readItem(db, id),
      bySource: (project, source) => findItemBySource(db, project, source),
      stored: (project) => listStoredItems(db, project),
      lastRank: (project) => lastItem(db, project)?.rank ?? null,
    },
  });

  const monitor = wireMonitor({
    dataDir,
    version: options.version,
    db,
    feed,
    clock,
    log,
    vault,
    notifier,
    actor,
    appendLedger: noteInLedger,
    environmentOf,
    secretsOf,
    hasProject: sprintSurroundings.hasProject,
    connect: pool.session,
    deploys: service,
    rangeState: range.state,
    items: { commit: acts.commit, settings: sprintSurroundings.settingsOf, projectKey: keyOf },
  });

  const router = {
    app: createAppHandlers({
      info: () => ({
        version: options.version,
        shell: options.shell,
        dataDir,
        vault: vault.protection,
        startedAt,
        notices: [...notices, ...monitor.notices()],
      }),
    }),
    projects: createProjectsHandlers({ db, commands: projects, presetsDir: join(resourcesDir, 'presets'), log }),
    connections: createConnectionsHandlers({
      db,
      vault,
      pool,
      environmentOf,
      appendLedger: noteInLedger,
      feed,
      connectionChanged,
      clock,
      log,
      actor,
      homeDir,
      env,
    }),
    deploys: createDeploysHandlers({
      service,
      readPlan: createReadPlan({ clock, pool, runner, service, environmentOf, gate }),
      gate,
    }),
    branches: branches.router,
    patterns: patterns.router,
    qa: qa.router,
    reviews: reviews.router,
    range: createRangeHandlers(range),
    backlog: createBacklogHandlers({ ...backlogSurroundings, db, acts, actor }),
    sprints: createSprintsHandlers({ ...sprintSurroundings, db, acts, clock }),
    team: createTeamHandlers({
      db,
      acts,
      hasProject: sprintSurroundings.hasProject,
      itemsOf: (id) => listItemsOfMember(db, id).length,
      sprintsOf: (id) => listSprintsOfMember(db, id),
    }),
    imports: imports.router,
    ...monitor.router,
    ledger: createLedgerHandlers({ db, acts }),
    live: createLiveHandlers({ feed }),
  };
  const interceptors = [createApiInterceptor(log, randomUUID)] as const;

  service.resume();
  monitor.start();
  branches.start();
  void qa.start();
  // The practice range is looked at when it is open again: until then it would seem closed.
  void range.resume().then(monitor.watch);

  return {
    router,
    /** Maps errors; every transport takes it as its client interceptor. */
    interceptors,
    /** The API without a wire, for tests and tools. */
    client: createRouterClient(router, { interceptors: [...interceptors] }) as RouterClient<typeof router>,
    /** What is measured as Prometheus reads it; see metricsDoor.ts. */
    metricsText: monitor.metricsText,
    /** Ends following and watching; runs go on where they run. */
    dispose: async (): Promise<void> => {
      imports.dispose();
      await github.dispose();
      await branches.dispose();
      await reviews.dispose();
      await patterns.dispose();
      await qa.dispose();
      await service.dispose();
      await monitor.dispose();
      await range.end();
      await pool.close();
      await backups.dispose();
      db.close();
    },
  };
};
