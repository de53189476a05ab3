import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { HopName, PathReading } from '../../../shared/monitor/hop.ts';
import type { Health } from '../../../shared/projects/environment.ts';
import { createDialing, type Dialing } from '../ssh/testing/dialing.ts';
import { startLinkProxy } from '../ssh/testing/linkProxy.ts';
import { noSshd, type RealSshd, startSshd } from '../ssh/testing/realSshd.ts';
import { systemClock } from '../systemClock.ts';
import { lookAtPath } from './lookAtPath.ts';
import { createSessionKeeper, type SessionKeeper } from './sessionKeeper.ts';
import { createFarSide } from './testing/farSide.ts';
import { type NameServer, startNameServer } from './testing/nameServer.ts';

if (noSshd !== null) console.info(noSshd);

const HOST = 'shop.test';
const never = new AbortController().signal;

describe.skipIf(noSshd !== null)('the path over a real sshd, with a real proxy and app behind it', () => {
  const far = createFarSide();
  const keepers: SessionKeeper[] = [];
  let sshd: RealSshd;
  let dialing: Dialing;
  let names: NameServer;

  beforeAll(async () => {
    sshd = await startSshd();
    dialing = createDialing({ user: sshd.user, auth: { kind: 'key', path: sshd.keyPath } });
    names = await startNameServer();
  });
  afterEach(async () => {
    for (const keeper of keepers.splice(0)) keeper.dispose();
    await far.stop();
  });
  afterAll(async () => {
    await dialing.stop();
    await names.stop();
    await sshd.stop();
  });

  const keep = (port: number, key = Object.values(sshd.hostKeys)): SessionKeeper => {
    dialing.pin(port, ...key);
    const keeper = createSessionKeeper({
      connect: (signal) => dialing.connect({ port }, { signal }),
      clock: systemClock,
      random: () => 0,
    });
    keepers.push(keeper);
    return keeper;
  };
  const healthOf = (ports: { app: number; nginx: number; edge: number }): Health => ({
    appUrl: `http://127.0.0.1:${ports.app}/health`,
    nginxUrl: `http://127.0.0.1:${ports.nginx}/health`,
    publicUrl: `http://${HOST}:${ports.edge}/health`,
    expectStatus: 200,
    passes: 1,
    intervalSeconds: 1,
    timeoutSeconds: 10,
  });
  const look = (
    health: Health,
    keeper: SessionKeeper,
    over: { intervalSeconds?: number; expectAddresses?: string[]; references?: { host: string; port: number }[] } = {},
  ): Promise<PathReading> =>
    lookAtPath(
      health,
      { intervalSeconds: 10, expectAddresses: [], resolver: null, references: [], ...over },
      {
        clock: systemClock,
        keeper,
        signal: never,
        nameServers: [names.address],
        knownHere: async () => [],
      },
    );
  const states = ({ hops }: PathReading) => Object.fromEntries(hops.map(({ hop, state }) => [hop, state]));
  const detail = ({ hops }: PathReading, name: HopName) => hops.find(({ hop }) => hop === name)?.detail;
  const allUp = { dns: 'up', edge: 'up', server: 'up', nginx: 'up', app: 'up' };

  /** An app, an nginx before it, and the edge before that. */
  const stack = async (status = 200) => {
    const app = await far.http((_, response) => void response.writeHead(status).end());
    const nginx = await far.proxy(app.port);
    const edge = await far.proxy(nginx.port);
    names.set(HOST, ['127.0.0.1']);
    return { app, nginx, edge, health: healthOf({ app: app.port, nginx: nginx.port, edge: edge.port }) };
  };

  it('M1 sees every hop up, each from where it can be seen', async () => {
    const { health } = await stack();
    const reading = await look(health, keep(sshd.port));
    expect(states(reading)).toEqual(allUp);
    expect(reading).toMatchObject({ state: 'up', failing: null, ownNetwork: 'up' });
    expect(reading.hops.map(({ hop }) => hop)).toEqual(['dns', 'edge', 'server', 'nginx', 'app']);
    for (const { timings } of reading.hops) expect(timings?.total).toBeGreaterThan(0);
    expect(reading.hops.find(({ hop }) => hop === 'server')?.timings?.connect).toBeGreaterThan(0);
  });

  it('M1 names the app when it is gone: 502 at nginx and at the edge are explained', async () => {
    const { app, health } = await stack();
    await app.stop();
    const reading = await look(health, keep(sshd.port));
    expect(reading).toMatchObject({ state: 'down', failing: 'app' });
    expect(reading.hops.map(({ hop, explainedBy }) => [hop, explainedBy])).toEqual([
      ['dns', null],
      ['edge', 'app'],
      ['server', null],
      ['nginx', 'app'],
      ['app', null],
    ]);
    expect(detail(reading, 'app')).toBe(`nothing takes connections on 127.0.0.1:${app.port}`);
  });

  it('M1 names nginx when it is gone and the app behind it is healthy', async () => {
    const { nginx, health } = await stack();
    await nginx.stop();
    const reading = await look(health, keep(sshd.port));
    expect(states(reading)).toEqual({ dns: 'up', edge: 'down', server: 'up', nginx: 'down', app: 'up' });
    expect(reading.failing).toBe('nginx');
    expect(reading.reason).toContain('The app behind it is healthy.');
  });

  it('M1 names the edge when only it refuses, and the app when it answers 500', async () => {
    const { edge, health } = await stack();
    await edge.stop();
    expect(await look(health, keep(sshd.port))).toMatchObject({ state: 'down', failing: 'edge' });
    const broken = await stack(500);
    expect(await look(broken.health, keep(sshd.port))).toMatchObject({ state: 'down', failing: 'app' });
  });

  it('M1 names the app that hangs, and waits for it less long than the interval is', async () => {
    const app = await far.tcp();
    const nginx = await far.proxy(app.port);
    const edge = await far.proxy(nginx.port);
    names.set(HOST, ['127.0.0.1']);
    const health = healthOf({ app: app.port, nginx: nginx.port, edge: edge.port });
    const reading = await look(health, keep(sshd.port), { intervalSeconds: 2 });
    expect(reading).toMatchObject({ state: 'down', failing: 'app' });
    expect(states(reading).server).toBe('up');
    expect(detail(reading, 'edge')).toBe('took the request, but gave no answer within 1.2 s');
  });

  it('M1 judges the edge at the expected address when the name leads elsewhere', async () => {
    const { health } = await stack();
    names.set(HOST, ['127.9.9.9']);
    const reading = await look(health, keep(sshd.port), { expectAddresses: ['127.0.0.1'] });
    expect(reading).toMatchObject({ state: 'down', failing: 'dns' });
    expect(states(reading)).toEqual({ ...allUp, dns: 'down' });
    expect(detail(reading, 'edge')).toBe('HTTP 200 (asked at the expected address 127.0.0.1)');
  });

  it('M1 leaves the edge unknown when its name leads nowhere', async () => {
    const { health } = await stack();
    names.set(HOST, { rcode: 3 });
    const reading = await look(health, keep(sshd.port));
    expect(states(reading)).toEqual({ ...allUp, dns: 'down', edge: 'unknown' });
    expect(reading.failing).toBe('dns');
  });

  it('M1 calls what is behind a server that refuses SSH unknown, and says so of a 502', async () => {
    const { app, health } = await stack();
    await app.stop();
    const reading = await look(health, keep(await far.closedPort()));
    expect(states(reading)).toEqual({ dns: 'up', edge: 'down', server: 'down', nginx: 'unknown', app: 'unknown' });
    expect(reading.failing).toBe('server');
  });

  it('M1 calls a server that does not let us in unknown, never down', async () => {
    const { app, health } = await stack();
    await app.stop();
    const reading = await look(health, keep(sshd.port, []));
    expect(states(reading)).toEqual({ dns: 'up', edge: 'down', server: 'unknown', nginx: 'unknown', app: 'unknown' });
    expect(reading).toMatchObject({ state: 'down', failing: 'edge' });
    expect(reading.reason).toContain('so what is behind it does not answer, and nobody can look inside');
  });

  it('M1 says that forwarding is forbidden instead of calling nginx and app down', async () => {
    const closed = await startSshd({ config: ['AllowTcpForwarding no'] });
    try {
      dialing.pin(closed.port, ...Object.values(closed.hostKeys));
      const keeper = createSessionKeeper({
        connect: (signal) =>
          dialing.connect({ port: closed.port, auth: { kind: 'key', path: closed.keyPath } }, { signal }),
        clock: systemClock,
        random: () => 0,
      });
      keepers.push(keeper);
      const { health } = await stack();
      const reading = await look(health, keeper);
      expect(states(reading)).toEqual({ dns: 'up', edge: 'up', server: 'up', nginx: 'unknown', app: 'unknown' });
      expect(detail(reading, 'app')).toContain('AllowTcpForwarding yes');
    } finally {
      await closed.stop();
    }
  });

  it('M2 opens the connection again within the same look when it had died unnoticed', async () => {
    const { health } = await stack();
    const link = await startLinkProxy(sshd.port);
    try {
      const keeper = keep(link.port);
      expect(states(await look(health, keeper))).toEqual(allUp);
      link.cut();
      expect(states(await look(health, keeper))).toEqual(allUp);
      expect(link.connections()).toBe(2);
    } finally {
      await link.stop();
    }
  });

  it('M2 calls a server whose old connection is silent unknown until a new one has failed', async () => {
    const { health } = await stack();
    const link = await startLinkProxy(sshd.port);
    try {
      const keeper = keep(link.port);
      await look(health, keeper);
      link.swallow();
      const reading = await look(health, keeper, { intervalSeconds: 2 });
      expect(states(reading)).toEqual({ dns: 'up', edge: 'up', server: 'unknown', nginx: 'unknown', app: 'unknown' });
    } finally {
      await link.stop();
    }
  });

  it('M2 knows nothing when all outside probes and all references fail', async () => {
    const { edge, health } = await stack();
    await edge.stop();
    const nowhere = await far.closedPort();
    const references = [{ host: '127.0.0.1', port: nowhere }];
    const reading = await look(health, keep(nowhere), { references });
    expect(reading).toMatchObject({ state: 'unknown', failing: null, ownNetwork: 'down' });
    expect(Object.values(states(reading)).every((state) => state === 'unknown')).toBe(true);
  });

  it('M2 believes what it sees when a reference answers, or when none is set', async () => {
    const { edge, health } = await stack();
    await edge.stop();
    const nowhere = await far.closedPort();
    const alive = await far.tcp();
    const references = [
      { host: '127.0.0.1', port: nowhere },
      { host: '127.0.0.1', port: alive.port },
    ];
    expect(await look(health, keep(nowhere), { references })).toMatchObject({ state: 'down', ownNetwork: 'up' });
    expect(await look(health, keep(nowhere))).toMatchObject({ state: 'down', ownNetwork: 'unknown' });
  });

  it('M1 has neither DNS nor an edge without a public URL', async () => {
    const { health } = await stack();
    const reading = await look({ ...health, publicUrl: null }, keep(sshd.port));
    expect(states(reading)).toEqual({ server: 'up', nginx: 'up', app: 'up' });
  });
});
