import { randomUUID } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync } from 'node:fs';
import { hostname, userInfo } from 'node:os';
import { join } from 'node:path';
import { createRouterClient, type RouterClient } from '@orpc/server';
import { defaultRules } from '../../shared/alerts/defaultRules.ts';
import type { AppInfo } from '../../shared/app/contract.ts';
import { secretKinds } from '../../shared/connections/contract.ts';
import { followUpText } from '../../shared/deploys/followUpText.ts';
import type { EnvironmentId, ItemId, MemberId, ProjectId, SprintId } from '../../shared/ids.ts';
import { defaultMonitorSettings } from '../../shared/monitor/monitorSettings.ts';
import { TRAFFIC_BUCKET } from '../../shared/monitor/trafficBuckets.ts';
import { PITWALL_WINDOW } from '../../shared/planningAct.ts';
import type { AlertDeps } from './alerts/alertDeps.ts';
import { createAlertService } from './alerts/alertService.ts';
import { listAlertSpans } from './alerts/alertSpanTable.ts';
import { createAlertsHandlers } from './alerts/alertsHandlers.ts';
import { countOpenAlerts } from './alerts/alertTable.ts';
import { createDeployFacts } from './alerts/deployFacts.ts';
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
  takeItemNumber,
} from './backlog/itemTable.ts';
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
import { createExposition } from './exposition/createExposition.ts';
import { createImportsHandlers } from './imports/importsHandlers.ts';
import { createExceptionsHandlers } from './journal/exceptionsHandlers.ts';
import { createJournalService, UNITS_EVERY } from './journal/journalService.ts';
import { createLedgerHandlers } from './ledger/ledgerHandlers.ts';
import { createChangeFeed } from './live/createChangeFeed.ts';
import { createLiveHandlers } from './live/liveHandlers.ts';
import type { Log } from './log.ts';
import { maskText } from './logs/maskText.ts';
import { createRunLogs } from './logs/runLogs.ts';
import { createSeriesStore } from './metrics/createSeriesStore.ts';
import { keepSwept } from './metrics/keepSwept.ts';
import type { Sample } from './metrics/seriesStore.ts';
import { createDeployMarkers } from './monitor/deployMarkers.ts';
import { createFiledWatching } from './monitor/filedWatching.ts';
import type { MonitorDeps } from './monitor/monitorDeps.ts';
import { createMonitorHandlers } from './monitor/monitorHandlers.ts';
import { createWatchService } from './monitor/watchService.ts';
import type { Notifier } from './notifier.ts';
import { getEnvironment } from './projects/environmentTable.ts';
import { createProjectCommands } from './projects/projectCommands.ts';
import { createProjectsHandlers } from './projects/projectsHandlers.ts';
import { findPracticeProject, getProject, getProjectKey, listProjects } from './projects/projectTable.ts';
import type { PrometheusDeps } from './prometheus/prometheusDeps.ts';
import { createPrometheusHandlers } from './prometheus/prometheusHandlers.ts';
import { createPrometheusService } from './prometheus/prometheusService.ts';
import { sourceSecretName } from './prometheus/sourceSecret.ts';
import { createRange } from './range/createRange.ts';
import { practiceMonitorSettings } from './range/practiceMonitorSettings.ts';
import { practiceResolver } from './range/practiceResolver.ts';
import { practiceRules } from './range/practiceRules.ts';
import { createRangeHandlers } from './range/rangeHandlers.ts';
import { createResourceService } from './resources/resourceService.ts';
import { createResourcesHandlers } from './resources/resourcesHandlers.ts';
import { recordProgress } from './sprints/recordProgress.ts';
import { createSprintsHandlers } from './sprints/sprintsHandlers.ts';
import { createSprintActTable, getSprint, listSprints, listSprintsOfMember } from './sprints/sprintTable.ts';
import { createSshPool } from './ssh/createSshPool.ts';
import { hostKeyPins, pinHostKey, pinnedHostKeysOf, unpinHostKeys } from './ssh/hostKeyTable.ts';
import { createMemberActTable, getMember, listMembers } from './team/memberTable.ts';
import { createTeamHandlers } from './team/teamHandlers.ts';
import { createTrafficService } from './traffic/trafficService.ts';
import type { Vault } from './vault.ts';
import { wireBuild } from './wireBuild.ts';
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

/** Buckets in which samples are read to try a rule: at 15 s between two every sample of a week, of a month means over a minute. */
const TRIED_POINTS = 50_000;

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
    watches.connectionChanged(id);
    resources.connectionChanged(id);
    prometheus.again(id);
    traffic.connectionChanged(id);
    journals.connectionChanged(id);
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
        vault.delete(sourceSecretName(id));
      },
    },
    watching: createFiledWatching(db),
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

  const series = createSeriesStore({ path: join(dataDir, 'metrics.db'), clock, log });
  const alertDeps: AlertDeps = {
    db,
    feed,
    clock,
    log,
    actor,
    notifier,
    environmentOf,
    hasProject: sprintSurroundings.hasProject,
    ...createDeployFacts({ environmentOf, last: service.last, history: service.history }),
    firstRulesOf: ({ projectId }) => (getProject(db, projectId)?.practice ? practiceRules : defaultRules),
    logLinesOf: (id, which) => (which === 'failures' ? traffic.failures(id) : journals.lines(id)),
    mask: (id, text) => maskText(secretsOf(id), text),
    isBlind: (id, name) => prometheus.isBlind(id, name),
    measured: {
      seriesNames: series.names,
      samples: (id, name, { from, to }) =>
        series.read(id, name, from, to, TRIED_POINTS).buckets.map(({ at, mean }) => ({ at, value: mean })),
      spans: (id, window) => watches.spans(id, window).spans,
      pathInterval: (id) => watches.settings(id).intervalSeconds * 1000,
    },
    items: {
      commit: acts.commit,
      settings: sprintSurroundings.settingsOf,
      projectKey: keyOf,
      bySource: (id, source) => findItemBySource(db, id, source),
      takeNumber: (id) => takeItemNumber(db, id),
      lastRank: (id) => lastItem(db, id)?.rank ?? null,
      isClosedSprint: (id) => getSprint(db, id)?.state === 'closed',
    },
  };
  const alerts = createAlertService(alertDeps);
  const keepAndJudge = (id: EnvironmentId, samples: readonly Sample[], every: number): void => {
    series.record(id, samples);
    told.onSamples(id, samples, every);
    for (const { at } of samples.slice(0, 1)) alerts.onSamples(id, { at, samples, every });
  };
  const monitorDeps: MonitorDeps = {
    db,
    feed,
    clock,
    log,
    random: Math.random,
    actor,
    environmentOf,
    environmentsOf: (id) => getProject(db, id)?.environments.map((environment) => environment.id) ?? null,
    allEnvironments: () => listProjects(db).flatMap(({ environments }) => environments.map(({ id }) => id)),
    connect: pool.session,
    series: {
      ...series,
      record: (id, samples) => keepAndJudge(id, samples, watches.settings(id).intervalSeconds * 1000),
    },
    defaultsOf: (environment) =>
      getProject(db, environment.projectId)?.practice ? practiceMonitorSettings(environment) : defaultMonitorSettings,
    resolverOf: (environment) =>
      environment.projectId === findPracticeProject(db) ? practiceResolver(range.state(), environment) : null,
    pausedBecause: ({ projectId }) =>
      projectId === findPracticeProject(db) && !range.state().open ? 'the practice range is closed' : null,
    collectionOf: (id) => prometheus.collectionOf(id) ?? resources.collectionOf(id),
    deploysIn: createDeployMarkers(service.history),
    alertsIn: (id, from, to) => listAlertSpans(db, id, from, to),
  };
  const watches = createWatchService(monitorDeps);
  const prometheusDeps: PrometheusDeps = {
    ...monitorDeps,
    vault,
    appendLedger: noteInLedger,
    settingsOf: ({ id }) => watches.settings(id),
    record: keepAndJudge,
    readOwn: series.read,
  };
  const prometheus = createPrometheusService(prometheusDeps);
  const told = createExposition({
    clock,
    version: options.version,
    projects: () => listProjects(db),
    isWatched: (id) => watches.settings(id).enabled,
    openAlerts: () => countOpenAlerts(db),
    isOwn: (id, name) => !prometheus.asks(id, name),
  });
  const resources = createResourceService({
    ...monitorDeps,
    settingsOf: ({ id }) => watches.settings(id),
    record: keepAndJudge,
  });
  const traffic = createTrafficService({
    ...monitorDeps,
    settingsOf: ({ id }) => watches.settings(id),
    record: (id, samples, late) => (late ? series.record(id, samples) : keepAndJudge(id, samples, TRAFFIC_BUCKET)),
    onMeanwhile: alerts.onMeanwhile,
  });
  const journals = createJournalService({
    ...monitorDeps,
    settingsOf: ({ id }) => watches.settings(id),
    record: (id, samples) => keepAndJudge(id, samples, UNITS_EVERY),
    onExceptions: alerts.onExceptions,
    onSettled: alerts.closeExceptions,
    onMeanwhile: alerts.onMeanwhile,
  });
  const sweeping = new AbortController();
  const swept = keepSwept({ store: series, clock, log, allEnvironments: monitorDeps.allEnvironments }, sweeping.signal);
  watches.onReading(({ id }, reading) => told.onPath(id, reading, watches.settings(id).intervalSeconds * 1000));
  watches.onReading(({ id }, reading) => alerts.onPath(id, reading, watches.settings(id).intervalSeconds * 1000));

  const router = {
    app: createAppHandlers({
      info: () => ({
        version: options.version,
        shell: options.shell,
        dataDir,
        vault: vault.protection,
        startedAt,
        notices: [...notices, ...series.notices()],
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
    monitor: createMonitorHandlers({
      ...monitorDeps,
      service: watches,
      trafficOf: traffic.report,
      readSeries: prometheus.readSeries,
    }),
    prometheus: createPrometheusHandlers(prometheusDeps, prometheus),
    exceptions: createExceptionsHandlers(monitorDeps, journals),
    alerts: createAlertsHandlers(alertDeps, alerts),
    resources: createResourcesHandlers({ clock, connect: pool.session }),
    ledger: createLedgerHandlers({ db, acts }),
    live: createLiveHandlers({ feed }),
  };
  const interceptors = [createApiInterceptor(log, randomUUID)] as const;

  service.resume();
  alerts.start();
  branches.start();
  void qa.start();
  prometheus.start();
  // The practice range is looked at when it is open again: until then it would seem closed.
  void range.resume().then(() => {
    watches.start();
    resources.start();
    traffic.start();
    journals.start();
  });

  return {
    router,
    /** Maps errors; every transport takes it as its client interceptor. */
    interceptors,
    /** The API without a wire, for tests and tools. */
    client: createRouterClient(router, { interceptors: [...interceptors] }) as RouterClient<typeof router>,
    /** What is measured as Prometheus reads it; see metricsDoor.ts. */
    metricsText: told.text,
    /** Ends following and watching; runs go on where they run. */
    dispose: async (): Promise<void> => {
      imports.dispose();
      await github.dispose();
      await branches.dispose();
      await reviews.dispose();
      await patterns.dispose();
      await qa.dispose();
      await service.dispose();
      await watches.dispose();
      await resources.dispose();
      await prometheus.dispose();
      await traffic.dispose();
      await journals.dispose();
      sweeping.abort();
      await swept;
      alerts.dispose();
      await range.end();
      await pool.close();
      await backups.dispose();
      series.close();
      db.close();
    },
  };
};
