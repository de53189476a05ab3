import { connect } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { createRouterClient } from '@orpc/server';
import { afterEach, describe, expect, it } from 'vitest';
import { EnvironmentId, ProjectId } from '../../../shared/ids.ts';
import type { PathReading } from '../../../shared/monitor/hop.ts';
import { defaultMonitorSettings, type MonitorSettings } from '../../../shared/monitor/monitorSettings.ts';
import type { PathSample } from '../../../shared/monitor/pathSamples.ts';
import { createApiInterceptor } from '../apiErrors.ts';
import { listLedger } from '../db/ledgerTable.ts';
import { type DatabaseFolder, databaseFolder, type HandClock } from '../db/testing/databaseFolder.ts';
import { createChangeFeed } from '../live/createChangeFeed.ts';
import { deleteEnvironment, getEnvironment, insertEnvironment } from '../projects/environmentTable.ts';
import { getProject, insertProject, listProjects } from '../projects/projectTable.ts';
import { sampleEnvironment } from '../projects/testing/projectBed.ts';
import { SshError, type SshSession } from '../ssh/sshSession.ts';
import type { MonitorDeps } from './monitorDeps.ts';
import { createMonitorHandlers } from './monitorHandlers.ts';
import { createFarSide } from './testing/farSide.ts';
import { createWatchService, type WatchService } from './watchService.ts';

const project = ProjectId.parse('01890a5d-ac96-774b-bcce-b302099a8057');
const staging = EnvironmentId.parse('01890a5d-ac96-774b-bcce-b302099a8001');
const production = EnvironmentId.parse('01890a5d-ac96-774b-bcce-b302099a8002');
const MINUTE = 60_000;
const every: MonitorSettings = { ...defaultMonitorSettings, enabled: true, intervalSeconds: 5, references: [] };

const far = createFarSide();
const folders: DatabaseFolder[] = [];
const services: WatchService[] = [];
afterEach(async () => {
  for (const service of services.splice(0)) await service.dispose();
  for (const folder of folders.splice(0)) folder.remove();
  await far.stop();
});

/** A connection whose forwards go out from here: the way through a real sshd has tests of its own. */
const openSession = (): SshSession => ({
  where: 'deploy@stage.example:22',
  exec: () => Promise.reject(new Error('not here')),
  stream: () => Promise.reject(new Error('not here')),
  forward: async (host, port) => {
    const socket = connect(port, host);
    await new Promise((resolve, reject) => socket.once('connect', resolve).once('error', reject));
    return socket;
  },
  alive: () => true,
  closed: new Promise(() => {}),
  end: () => {},
});

const timedOut = new SshError({
  kind: 'timed-out',
  hop: 'target',
  where: 'deploy@stage.example:22',
  message: 'It did not answer.',
  act: 'Look.',
});

const bed = async ({
  settings = every,
  over = {},
}: {
  settings?: MonitorSettings;
  over?: Partial<MonitorDeps>;
} = {}) => {
  const folder = databaseFolder();
  folders.push(folder);
  const { db } = folder.open();
  const { log } = folder;
  // Each look that is under way sleeps towards its time limits, the timer towards its next turn.
  let sleeping = 0;
  const clock: HandClock = {
    ...folder.clock,
    sleep: (ms, signal) => {
      sleeping += 1;
      return folder.clock.sleep(ms, signal).finally(() => {
        sleeping -= 1;
      });
    },
  };
  const feed = createChangeFeed(0);
  const published: string[] = [];
  feed.subscribe((event) => void (event.kind === 'change' && published.push(`${event.entity} ${event.id}`)));
  const samples: (PathSample & { readonly environment: EnvironmentId })[] = [];
  insertProject(db, { id: project, name: 'Shop', key: 'SHOP', description: '', practice: false, createdAt: 1 });
  const add = (id: EnvironmentId, name: string, port: number) => {
    const url = `http://127.0.0.1:${port}/health`;
    const sample = sampleEnvironment(name);
    insertEnvironment(db, {
      ...sample,
      health: { ...sample.health, appUrl: url, nginxUrl: url, publicUrl: url },
      id,
      projectId: project,
      position: 0,
    });
  };
  const deps: MonitorDeps = {
    db,
    feed,
    clock,
    log,
    random: () => 0,
    actor: 'lead@desk',
    environmentOf: (id) => getEnvironment(db, id),
    environmentsOf: (id) => getProject(db, id)?.environments.map((each) => each.id) ?? null,
    allEnvironments: () => listProjects(db).flatMap(({ environments }) => environments.map(({ id }) => id)),
    connect: async () => openSession(),
    series: {
      record: (environment, taken) => void samples.push(...taken.map((each) => ({ ...each, environment }))),
      remove: () => {},
      names: () => ['path.app.total'],
      read: (_, name) => ({ name, unit: 'ms', step: 1, buckets: [] }),
    },
    defaultsOf: () => settings,
    pausedBecause: () => null,
    collectionOf: () => ({ state: 'off', since: 0, reason: null }),
    deploysIn: () => [],
    alertsIn: () => [],
    ...over,
  };
  const open = () => {
    const service = createWatchService(deps);
    services.push(service);
    const readings: { readonly environment: EnvironmentId; readonly reading: PathReading }[] = [];
    service.onReading(({ id: environment }, reading) => void readings.push({ environment, reading }));
    const seen = (environment: EnvironmentId) => readings.filter((each) => each.environment === environment).length;
    /** Moves the clock step by step until there are so many readings of the environment. It stands still while a look is under way, but for
     * `hanging` ones. */
    const until = async (environment: EnvironmentId, count: number, hanging = 0) => {
      while (seen(environment) < count) {
        await clock.sleeping();
        clock.move(500);
        do await setImmediate();
        while (sleeping > 1 + hanging);
      }
      return readings.findLast((each) => each.environment === environment)?.reading;
    };
    return { service, readings, until };
  };
  const client = (service: WatchService) =>
    createRouterClient(
      createMonitorHandlers({ ...deps, service, trafficOf: () => Promise.reject(new Error('Nobody asks.')) as never }),
      {
        interceptors: [createApiInterceptor(log, () => 'id')],
      },
    );
  return { ...folder, clock, db, deps, feed, published, samples, add, open, client };
};

const well = () => far.http((_, response) => void response.end('ok'));

describe('watching an environment', () => {
  it('M1 looks by itself, tells the page and keeps what it measured', async () => {
    const { add, open, published, samples, client } = await bed();
    add(staging, 'staging', (await well()).port);
    const { service, until } = open();
    service.start();
    expect(await until(staging, 3)).toMatchObject({ state: 'up', failing: null });
    expect(published.filter((each) => each === `watch ${staging}`).length).toBeGreaterThanOrEqual(1);
    expect(new Set(samples.map(({ name }) => name))).toContain('path.edge.firstByte');
    expect(samples.every(({ value }) => value >= 0)).toBe(true);
    const watches = await client(service).watches({ project });
    expect(watches).toMatchObject([{ environment: staging, watch: { enabled: true, path: { state: 'up' } } }]);
  });

  it('M1 keeps one span of each hop while nothing changes, and dates a change to the look that saw it', async () => {
    const { add, open, clock } = await bed();
    const app = await well();
    add(staging, 'staging', app.port);
    const { service, until } = open();
    service.start();
    const from = clock.now();
    await until(staging, 3);
    await app.stop();
    const down = await until(staging, 5);
    expect(down).toMatchObject({ state: 'down' });
    const { spans, uptime } = service.spans(staging, { from: from - MINUTE, to: clock.now() + MINUTE });
    const path = spans.filter(({ hop }) => hop === null);
    expect(path.map(({ state }) => state)).toEqual(['up', 'down']);
    expect(path[0]?.to).toBe(path[1]?.from);
    expect(path[1]).toMatchObject({ to: null, detail: down?.reason });
    expect(spans.filter(({ hop }) => hop === 'dns').map(({ state }) => state)).toEqual(['up']);
    expect(uptime.up).toBe((path[0]?.to ?? 0) - (path[0]?.from ?? 0));
    expect(uptime.ratio).toBe(uptime.up / uptime.watched);
  });

  it('M1 is not held up by another environment that hangs', async () => {
    const { add, open } = await bed();
    const silent = await far.tcp();
    add(staging, 'staging', silent.port);
    add(production, 'production', (await well()).port);
    const { service, until, readings } = open();
    service.start();
    // Of a look that hangs: the limit of the inside, and those of edge, nginx and app.
    await until(production, 6, 4);
    const times = readings.filter(({ environment }) => environment === production).map(({ reading }) => reading.at);
    for (const [n, at] of times.entries()) if (n > 1) expect(at - (times[n - 1] ?? 0)).toBe(5_000);
    // The one that hangs is given up before its next look is due, and then looked at again.
    expect(await until(staging, 2, 4)).toMatchObject({ state: 'down' });
  });

  it('M2 leaves the time in which the laptop slept out of the uptime: a gap, and one look', async () => {
    const { add, open, clock } = await bed();
    add(staging, 'staging', (await well()).port);
    const { service, until, readings } = open();
    service.start();
    const from = clock.now();
    await until(staging, 4);
    const before = readings.length;
    await clock.sleeping();
    clock.move(8 * 60 * MINUTE);
    await until(staging, before + 2);
    const { spans, uptime } = service.spans(staging, { from, to: clock.now() });
    const path = spans.filter(({ hop }) => hop === null);
    expect(path.map(({ state }) => state)).toEqual(['up', 'up']);
    expect((path[1]?.from ?? 0) - (path[0]?.to ?? 0)).toBeGreaterThan(7 * 60 * MINUTE);
    expect(uptime).toMatchObject({ ratio: 1 });
    expect(uptime.watched).toBeLessThan(5 * MINUTE);
  });

  it('M2 says unknown while our own network is down, and counts that time neither up nor down', async () => {
    const nowhere = await far.closedPort();
    const settings = { ...every, references: [{ host: '127.0.0.1', port: nowhere }] };
    const refused = () => Promise.reject(new Error('unused'));
    const { add, open, clock } = await bed({
      settings,
      over: { connect: async () => ({ ...openSession(), forward: refused, alive: () => false }) },
    });
    add(staging, 'staging', nowhere);
    const { service, until } = open();
    service.start();
    const from = clock.now();
    expect(await until(staging, 3)).toMatchObject({ state: 'unknown', ownNetwork: 'down', failing: null });
    const { spans, uptime } = service.spans(staging, { from, to: clock.now() + MINUTE });
    expect(spans.every(({ state }) => state === 'unknown')).toBe(true);
    expect(uptime).toEqual({ watched: 0, up: 0, ratio: null });
  });

  it('M2 does not call the server down for what failed while our own network was down, once that is up again', async () => {
    const nowhere = { host: '127.0.0.1', port: await far.closedPort() };
    let settings = { ...every, references: [nowhere] };
    let connect = () => Promise.reject<SshSession>(timedOut);
    const { add, open } = await bed({ over: { connect: () => connect(), defaultsOf: () => settings } });
    add(staging, 'staging', nowhere.port);
    const { service, readings, until } = open();
    service.start();
    expect(await until(staging, 4)).toMatchObject({ state: 'unknown', ownNetwork: 'down' });
    settings = { ...settings, references: [{ host: '127.0.0.1', port: (await far.tcp()).port }] };
    connect = () => new Promise(() => undefined);
    const before = readings.length;
    await until(staging, before + 2, 1);
    const after = readings.slice(before).filter(({ reading }) => reading.ownNetwork === 'up');
    expect(after.length).toBeGreaterThan(0);
    for (const { reading } of after)
      expect(reading.hops.find(({ hop }) => hop === 'server')).toMatchObject({ state: 'unknown' });
  });

  it('M2 goes on with a span after a quick restart, and leaves a gap after a long one', async () => {
    const { add, open, clock } = await bed();
    add(staging, 'staging', (await well()).port);
    const first = open();
    first.service.start();
    const from = clock.now();
    await first.until(staging, 3);
    await first.service.dispose();
    const second = open();
    second.service.start();
    await second.until(staging, 2);
    const path = () =>
      second.service.spans(staging, { from, to: clock.now() + 60 * MINUTE }).spans.filter(({ hop }) => hop === null);
    expect(path()).toHaveLength(1);
    await second.service.dispose();
    clock.move(10 * MINUTE);
    const third = open();
    // Before its first look nothing is said to go on.
    expect(third.service.spans(staging, { from, to: clock.now() }).spans.every(({ to }) => to !== null)).toBe(true);
    third.service.start();
    await third.until(staging, 2);
    expect(
      third.service.spans(staging, { from, to: clock.now() + 1 }).spans.filter(({ hop }) => hop === null),
    ).toHaveLength(2);
  });

  it('M1 is off until it is switched on; that is a line of the ledger, and off again ends the spans', async () => {
    const { add, open, clock, db, published, client } = await bed({ settings: { ...every, enabled: false } });
    add(staging, 'staging', (await well()).port);
    const { service, until, readings } = open();
    service.start();
    const api = client(service);
    expect(await api.settings({ environment: staging })).toMatchObject({ enabled: false });
    const looked = await api.lookNow({ environment: staging });
    expect(looked).toMatchObject({ enabled: false, path: { state: 'up' } });
    expect(readings).toHaveLength(0);
    await api.saveSettings({ environment: staging, settings: every });
    await api.saveSettings({ environment: staging, settings: every });
    expect(published).toContain(`watch ${staging}`);
    await until(staging, 2);
    await api.saveSettings({ environment: staging, settings: { ...every, enabled: false } });
    const { spans } = await api.spans({ environment: staging, from: 0, to: clock.now() + MINUTE });
    expect(spans.length).toBeGreaterThan(0);
    expect(spans.every(({ to }) => to !== null)).toBe(true);
    expect(
      listLedger(db, { project, before: null, limit: 10 }).map(({ verb, summary }) => `${verb}: ${summary}`),
    ).toEqual([
      'monitor.settings: Change how staging is watched: enabled',
      'monitor.settings: Change how staging is watched: enabled',
    ]);
  });

  it('M2 says why it does not look, and calls nothing down for it', async () => {
    const { add, open } = await bed({ over: { pausedBecause: () => 'the practice range is closed' } });
    add(staging, 'staging', await far.closedPort());
    const { service, until } = open();
    service.start();
    expect(await until(staging, 1)).toMatchObject({ state: 'unknown', failing: null });
    expect(service.watch(staging).path?.reason).toContain('the practice range is closed');
  });

  it('M2 says unknown, and looks on from outside, when the way inside meets a fault of Pitwall’s own', async () => {
    let connect = async () => openSession();
    let alive = true;
    const { add, open, log } = await bed({
      over: { connect: async () => ({ ...(await connect()), alive: () => alive }) },
    });
    add(staging, 'staging', (await well()).port);
    const { service, until } = open();
    service.start();
    expect(await until(staging, 1)).toMatchObject({ state: 'up' });
    connect = () => Promise.reject(new TypeError('a fault'));
    alive = false;
    const reading = await until(staging, 3);
    expect(reading?.hops.map(({ hop, state }) => `${hop} ${state}`)).toEqual([
      'dns up',
      'edge up',
      'server unknown',
      'nginx unknown',
      'app unknown',
    ]);
    expect(reading?.reason).toContain('Pitwall met a fault of its own');
    expect(log.entries.join()).toContain('a fault');
  });

  it('M1 ends with an environment that was deleted before its first look', async () => {
    let asked = 0;
    const ask = (id: EnvironmentId) => {
      asked += 1;
      return getEnvironment(db, id);
    };
    const { add, open, db, feed, clock } = await bed({ over: { environmentOf: (id) => ask(id) } });
    add(staging, 'staging', 1);
    open().service.start();
    deleteEnvironment(db, staging);
    feed.publish('environment', staging);
    asked = 0;
    for (let turn = 0; turn < 20; turn += 1) {
      clock.move(1_000);
      await setImmediate();
    }
    expect(asked).toBe(0);
  });

  it('M1 ends with its environment, and what is gone is said to be gone', async () => {
    const { add, open, db, feed, client } = await bed();
    add(staging, 'staging', (await well()).port);
    const { service, until } = open();
    service.start();
    await until(staging, 1);
    deleteEnvironment(db, staging);
    feed.publish('environment', staging);
    service.connectionChanged(staging);
    await expect(client(service).lookNow({ environment: staging })).rejects.toMatchObject({ code: 'GONE' });
    await expect(client(service).spans({ environment: staging, from: 0, to: 1 })).rejects.toMatchObject({
      code: 'GONE',
    });
    await expect(client(service).watches({ project: ProjectId.parse(staging) })).rejects.toMatchObject({
      code: 'GONE',
    });
  });
});
