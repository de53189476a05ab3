import { join } from 'node:path';
import { defaultRules } from '../../shared/alerts/defaultRules.ts';
import type { EnvironmentId, ProjectId } from '../../shared/ids.ts';
import { defaultMonitorSettings } from '../../shared/monitor/monitorSettings.ts';
import { TRAFFIC_BUCKET } from '../../shared/monitor/trafficBuckets.ts';
import type { Environment } from '../../shared/projects/environment.ts';
import type { RangeState } from '../../shared/range/contract.ts';
import type { AlertDeps, AlertItems } from './alerts/alertDeps.ts';
import { createAlertService } from './alerts/alertService.ts';
import { listAlertSpans } from './alerts/alertSpanTable.ts';
import { createAlertsHandlers } from './alerts/alertsHandlers.ts';
import { countOpenAlerts } from './alerts/alertTable.ts';
import { createDeployFacts } from './alerts/deployFacts.ts';
import { createFiledRules } from './alerts/filedRules.ts';
import { lastItem } from './backlog/itemOrderTable.ts';
import { findItemBySource, takeItemNumber } from './backlog/itemTable.ts';
import type { NewLedgerEntry } from './db/ledgerTable.ts';
import type { DeployService } from './deploys/deployService.ts';
import { createExposition } from './exposition/createExposition.ts';
import { exceptionTitle } from './journal/exceptionReadingOf.ts';
import { createExceptionsHandlers } from './journal/exceptionsHandlers.ts';
import { createJournalService, UNITS_EVERY } from './journal/journalService.ts';
import { maskText } from './logs/maskText.ts';
import { createSeriesStore } from './metrics/createSeriesStore.ts';
import { keepSwept } from './metrics/keepSwept.ts';
import type { Sample } from './metrics/seriesStore.ts';
import { createDeployMarkers } from './monitor/deployMarkers.ts';
import { createFiledWatching } from './monitor/filedWatching.ts';
import type { MonitorDeps } from './monitor/monitorDeps.ts';
import { createMonitorHandlers } from './monitor/monitorHandlers.ts';
import { createWatchService } from './monitor/watchService.ts';
import type { Notifier } from './notifier.ts';
import { findPracticeProject, getProject, listProjects } from './projects/projectTable.ts';
import type { PrometheusDeps } from './prometheus/prometheusDeps.ts';
import { createPrometheusHandlers } from './prometheus/prometheusHandlers.ts';
import { createPrometheusService } from './prometheus/prometheusService.ts';
import { sourceSecretName } from './prometheus/sourceSecret.ts';
import { practiceMonitorSettings } from './range/practiceMonitorSettings.ts';
import { practiceResolver } from './range/practiceResolver.ts';
import { practiceRules } from './range/practiceRules.ts';
import { createResourceService } from './resources/resourceService.ts';
import { createResourcesHandlers } from './resources/resourcesHandlers.ts';
import { getSprint } from './sprints/sprintTable.ts';
import type { SshPool } from './ssh/sshPool.ts';
import { createTrafficService } from './traffic/trafficService.ts';
import type { WiredCore } from './wiredCore.ts';

/** What Monitor takes of the rest of the backend. */
export interface MonitorWiring extends WiredCore {
  readonly version: string;
  readonly notifier: Notifier;
  readonly appendLedger: (entry: NewLedgerEntry) => void;
  readonly environmentOf: (id: EnvironmentId) => Environment | null;
  readonly secretsOf: (id: EnvironmentId) => readonly string[];
  readonly hasProject: (id: ProjectId) => boolean;
  readonly connect: SshPool['session'];
  readonly deploys: Pick<DeployService, 'last' | 'history'>;
  readonly rangeState: () => RangeState;
  readonly items: Pick<AlertItems, 'commit' | 'settings' | 'projectKey'>;
}

/** Buckets in which samples are read to try a rule: at 15 s between two every sample of a week, of a month means over a minute. */
const TRIED_POINTS = 50_000;

/** Builds everything of Monitor, and is the place where its features meet: what is measured is kept, judged by the rules and told. */
export const wireMonitor = (deps: MonitorWiring) => {
  const { db, feed, clock, log, vault, actor, environmentOf } = deps;
  const series = createSeriesStore({ path: join(deps.dataDir, 'metrics.db'), clock, log });
  const filedRules = createFiledRules(db, ({ projectId }) =>
    getProject(db, projectId)?.practice ? practiceRules : defaultRules,
  );
  const alertDeps: AlertDeps = {
    db,
    feed,
    clock,
    log,
    actor,
    notifier: deps.notifier,
    environmentOf,
    hasProject: deps.hasProject,
    ...createDeployFacts({ environmentOf, last: deps.deploys.last, history: deps.deploys.history }),
    firstRulesOf: filedRules.firstOf,
    offeredRulesOf: filedRules.offeredTo,
    logLinesOf: (id, which) => (which === 'failures' ? traffic.failures(id) : journals.lines(id)),
    mask: (id, text) => maskText(deps.secretsOf(id), text),
    isBlind: (id, name) => prometheus.isBlind(id, name),
    measured: {
      seriesNames: series.names,
      samples: (id, name, { from, to }) =>
        series.read(id, name, from, to, TRIED_POINTS).buckets.map(({ at, mean }) => ({ at, value: mean })),
      spans: (id, window) => watches.spans(id, window).spans,
      pathInterval: (id) => watches.settings(id).intervalSeconds * 1000,
      isWatching: (id) => watches.settings(id).enabled,
      exceptions: (id) => journals.exceptions(id).map((group) => ({ ...group, title: exceptionTitle(group) })),
    },
    items: {
      ...deps.items,
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
    connect: deps.connect,
    series: {
      ...series,
      record: (id, samples) => keepAndJudge(id, samples, watches.settings(id).intervalSeconds * 1000),
    },
    defaultsOf: (environment) =>
      getProject(db, environment.projectId)?.practice ? practiceMonitorSettings(environment) : defaultMonitorSettings,
    resolverOf: (environment) =>
      environment.projectId === findPracticeProject(db) ? practiceResolver(deps.rangeState(), environment) : null,
    pausedBecause: ({ projectId }) =>
      projectId === findPracticeProject(db) && !deps.rangeState().open ? 'the practice range is closed' : null,
    collectionOf: (id) => prometheus.collectionOf(id) ?? resources.collectionOf(id),
    deploysIn: createDeployMarkers(deps.deploys.history),
    alertsIn: (id, from, to) => listAlertSpans(db, id, from, to),
  };
  const watches = createWatchService(monitorDeps);
  const prometheusDeps: PrometheusDeps = {
    ...monitorDeps,
    vault,
    appendLedger: deps.appendLedger,
    settingsOf: ({ id }) => watches.settings(id),
    record: keepAndJudge,
    readOwn: series.read,
  };
  const prometheus = createPrometheusService(prometheusDeps);
  const told = createExposition({
    clock,
    version: deps.version,
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

  return {
    router: {
      monitor: createMonitorHandlers({
        ...monitorDeps,
        service: watches,
        trafficOf: traffic.report,
        readSeries: prometheus.readSeries,
      }),
      prometheus: createPrometheusHandlers(prometheusDeps, prometheus),
      exceptions: createExceptionsHandlers(monitorDeps, journals),
      alerts: createAlertsHandlers(alertDeps, alerts),
      resources: createResourcesHandlers({ clock, connect: deps.connect }),
    },
    /** What a project file says of watching and its rules. */
    filed: createFiledWatching(db, filedRules),
    /** An act changed a rule; inside its transaction. */
    ruleTouched: alerts.ruleTouched,
    /** What was found wrong with the file of samples when it was opened. */
    notices: series.notices,
    /** What is measured as Prometheus reads it; see metricsDoor.ts. */
    metricsText: told.text,
    connectionChanged: (id: EnvironmentId): void => {
      watches.connectionChanged(id);
      resources.connectionChanged(id);
      prometheus.again(id);
      traffic.connectionChanged(id);
      journals.connectionChanged(id);
    },
    forgetSecrets: (id: EnvironmentId): void => vault.delete(sourceSecretName(id)),
    /** Tells what was left to tell, and asks Prometheus. Looking at servers begins by `watch`. */
    start: (): void => {
      alerts.start();
      prometheus.start();
    },
    watch: (): void => {
      watches.start();
      resources.start();
      traffic.start();
      journals.start();
    },
    dispose: async (): Promise<void> => {
      await watches.dispose();
      await resources.dispose();
      await prometheus.dispose();
      await traffic.dispose();
      await journals.dispose();
      sweeping.abort();
      await swept;
      alerts.dispose();
      series.close();
    },
  };
};
