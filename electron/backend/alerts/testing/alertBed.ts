import { createRouterClient } from '@orpc/server';
import { defaultRules } from '../../../../shared/alerts/defaultRules.ts';
import type { WatchedDeploy } from '../../../../shared/alerts/deployWindow.ts';
import type { Rule, RuleSettings } from '../../../../shared/alerts/rule.ts';
import type { CausedSpan } from '../../../../shared/alerts/spanReadings.ts';
import type { PastException } from '../../../../shared/alerts/triedExceptions.ts';
import { EnvironmentId, ProjectId, WindowId } from '../../../../shared/ids.ts';
import type { HopName, PathReading } from '../../../../shared/monitor/hop.ts';
import type { SeriesName } from '../../../../shared/monitor/series.ts';
import { createApiInterceptor } from '../../apiErrors.ts';
import { createCommentActTable, listComments } from '../../backlog/commentTable.ts';
import { createItemActTable } from '../../backlog/itemActTable.ts';
import { lastItem } from '../../backlog/itemOrderTable.ts';
import { findItemBySource, listStoredItems, takeItemNumber } from '../../backlog/itemTable.ts';
import { createLinkActTable } from '../../backlog/linkTable.ts';
import { createPlanningActTable, planningSettingsOf } from '../../backlog/planningTable.ts';
import { createViewActTable } from '../../backlog/viewTable.ts';
import { createActs } from '../../db/acts.ts';
import type { ActTables } from '../../db/actTable.ts';
import { listLedger } from '../../db/ledgerTable.ts';
import { type DatabaseFolder, databaseFolder } from '../../db/testing/databaseFolder.ts';
import { createChangeFeed } from '../../live/createChangeFeed.ts';
import type { Notifier } from '../../notifier.ts';
import { getEnvironment, insertEnvironment } from '../../projects/environmentTable.ts';
import { getProject, getProjectKey, insertProject } from '../../projects/projectTable.ts';
import { sampleEnvironment } from '../../projects/testing/projectBed.ts';
import type { AlertDeps } from '../alertDeps.ts';
import { type AlertService, createAlertService } from '../alertService.ts';
import { createAlertsHandlers } from '../alertsHandlers.ts';
import { createRuleActTable } from '../ruleActTable.ts';

export const project = ProjectId.parse('00000000-0000-4000-8000-0000000000a1');
export const production = EnvironmentId.parse('00000000-0000-4000-8000-0000000000a2');
export const window = WindowId.parse('00000000-0000-4000-8000-0000000000a3');

export type ShownNotice = Parameters<Notifier['notify']>[0];

/** Seconds between two looks. */
const EVERY = 15;

/** The alerts feature on a database of its own, with the real backlog under it; time stands until it is moved. */
export const alertBed = (folder: DatabaseFolder = databaseFolder()) => {
  const { db } = folder.open();
  const { clock, log } = folder;
  if (getProject(db, project) === null) {
    insertProject(db, { id: project, name: 'Sample', key: 'SA', description: '', practice: false, createdAt: 1 });
    insertEnvironment(db, { ...sampleEnvironment('production'), id: production, projectId: project, position: 0 });
  }

  const notices: ShownNotice[] = [];
  const badges: { readonly critical: number; readonly warning: number }[] = [];
  const world = {
    deploy: null as WatchedDeploy | null,
    samples: [] as readonly { readonly at: number; readonly value: number }[],
    seriesNames: [] as readonly SeriesName[],
    spans: [] as readonly CausedSpan[],
    watching: true,
    exceptions: [] as readonly PastException[],
    closedSprints: new Set<string>(),
    logLines: { journal: [] as readonly string[], failures: [] as readonly string[] },
    secret: 'no secret of anybody',
    firstRulesOf: ((): readonly RuleSettings[] => defaultRules) as AlertDeps['firstRulesOf'],
    offeredRulesOf: ((): readonly RuleSettings[] => defaultRules) as AlertDeps['offeredRulesOf'],
  };
  const feed = createChangeFeed(0);
  const acts = createActs({
    db,
    tables: {
      item: createItemActTable(db, { keyOf: (id) => getProjectKey(db, id), sprintOf: () => null, timeZone: 'UTC' }),
      comment: createCommentActTable(db),
      link: createLinkActTable(db),
      view: createViewActTable(db),
      planning: createPlanningActTable(db, 'UTC'),
      rule: createRuleActTable(db, (change) => service.ruleTouched(change)),
    } as unknown as ActTables,
    clock,
    actor: 'lead@desk',
    startedAt: clock.now(),
    publish: feed.publish,
    afterChanges: () => {},
  });
  const deps: AlertDeps = {
    db,
    feed,
    clock,
    log,
    actor: 'lead@desk',
    notifier: { notify: (notice) => void notices.push(notice), showOpenAlerts: (open) => void badges.push(open) },
    environmentOf: (id) => getEnvironment(db, id),
    firstRulesOf: (environment) => world.firstRulesOf(environment),
    offeredRulesOf: (environment) => world.offeredRulesOf(environment),
    hasProject: (id) => getProject(db, id) !== null,
    deployOf: () => world.deploy,
    releaseOf: () => ({
      release: { revision: '4f2a9c1d'.repeat(5), subject: 'Serve faster', since: 5 },
      lastDeploy: { revision: '4f2a9c1d'.repeat(5), outcome: 'succeeded', at: 5 },
    }),
    logLinesOf: (_id, which) => world.logLines[which],
    mask: (_id, text) => text.replaceAll(world.secret, (found) => '*'.repeat(found.length)),
    measured: {
      seriesNames: () => world.seriesNames,
      samples: () => world.samples,
      spans: () => world.spans,
      pathInterval: () => EVERY * 1000,
      isWatching: () => world.watching,
      exceptions: () => world.exceptions,
    },
    items: {
      commit: acts.commit,
      settings: (id) => planningSettingsOf(db, id, 'UTC'),
      projectKey: (id) => getProjectKey(db, id),
      bySource: (id, source) => findItemBySource(db, id, source),
      takeNumber: (id) => takeItemNumber(db, id),
      lastRank: (id) => lastItem(db, id)?.rank ?? null,
      isClosedSprint: (sprint) => world.closedSprints.has(sprint),
    },
  };

  let service: AlertService = createAlertService(deps);
  const api = () =>
    createRouterClient(createAlertsHandlers(deps, service), {
      interceptors: [createApiInterceptor(log, () => 'id')],
    });

  const look = (failing: HopName | null, over: Partial<PathReading> = {}): void => {
    clock.move(EVERY * 1000);
    const hops = (['edge', 'server', 'nginx', 'app'] as const).map((hop) => ({
      hop,
      state: hop === failing ? ('down' as const) : ('up' as const),
      detail: hop === failing ? 'HTTP 502, expected 200' : 'HTTP 200',
      explainedBy: null,
      status: hop === failing ? 502 : 200,
      addresses: [],
      timings: null,
      certificateDays: null,
      at: clock.now(),
    }));
    const reading: PathReading = {
      at: clock.now(),
      hops,
      state: failing === null ? 'up' : 'down',
      failing,
      reason:
        failing === null ? 'Every hop answers.' : `The first hop that fails is ${failing}: HTTP 502, expected 200.`,
      ownNetwork: 'up',
      ...over,
    };
    service.onPath(production, reading, EVERY * 1000);
    service.tick();
  };

  return {
    ...folder,
    db,
    deps,
    acts,
    feed,
    notices,
    badges,
    world,
    get service() {
      return service;
    },
    get client() {
      return api();
    },
    /** As after a start of Pitwall on the same data. */
    restart: (): void => {
      service.dispose();
      service = createAlertService(deps);
    },
    /** One look at the path, 15 s after the one before. */
    look,
    /** Several looks that say the same. */
    looks: (count: number, failing: HopName | null): void => {
      for (let n = 0; n < count; n += 1) look(failing);
    },
    /** One delivery of samples, 15 s after the one before. */
    sample: (values: Readonly<Record<string, number>>): void => {
      clock.move(EVERY * 1000);
      const samples = Object.entries(values).map(([name, value]) => ({ name: name as SeriesName, value }));
      service.onSamples(production, { at: clock.now(), samples, every: EVERY * 1000 });
      service.tick();
    },
    /** Lets time pass in which nobody looks, and tells what is due then. */
    pass: (ms: number): void => {
      clock.move(ms);
      service.tick();
    },
    ruleNamed: async (name: string): Promise<Rule> => {
      const found = (await api().rules({ environment: production })).find((rule) => rule.name === name);
      if (found === undefined) throw new Error(`there is no rule ${name}`);
      return found;
    },
    changeRule: async (name: string, over: Partial<RuleSettings>): Promise<Rule> => {
      const rule = (await api().rules({ environment: production })).find((each) => each.name === name);
      if (rule === undefined) throw new Error(`there is no rule ${name}`);
      const { id, environmentId, ...settings } = rule;
      return await api().saveRule({ environment: environmentId, id, settings: { ...settings, ...over } });
    },
    items: () => listStoredItems(db, project),
    comments: () => listStoredItems(db, project).flatMap(({ id }) => listComments(db, id)),
    ledger: () =>
      listLedger(db, { project: null, before: null, limit: 500 }).map(({ verb, summary }) => `${verb}: ${summary}`),
  };
};
