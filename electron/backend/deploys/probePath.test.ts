import { createServer, type RequestListener, type Server } from 'node:http';
import { type AddressInfo, connect, createServer as createTcpServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { Health } from '../../../shared/projects/environment.ts';
import type { Clock } from '../clock.ts';
import { httpProbe } from '../ssh/httpProbe.ts';
import { SshError, type SshSession } from '../ssh/sshSession.ts';
import { systemClock } from '../systemClock.ts';
import { probePath } from './probePath.ts';

/** Pauses between two tries pass at once; time limits do not. */
const clock: Clock = {
  ...systemClock,
  sleep: (ms, signal) => (ms > 1_000 ? systemClock.sleep(ms, signal) : Promise.resolve()),
};
const never = new AbortController().signal;
const servers: { close: () => void }[] = [];
const listen = async (handle: RequestListener): Promise<number> => {
  const server: Server = createServer(handle).listen(0, '127.0.0.1');
  servers.push({
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  });
  await new Promise((resolve) => server.once('listening', resolve));
  return (server.address() as AddressInfo).port;
};
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

const session = {
  forward: async (host: string, port: number) => connect(port, host),
} as unknown as SshSession;

const health = (over: Partial<Health>): Health => ({
  appUrl: 'http://127.0.0.1:1/health',
  nginxUrl: 'http://127.0.0.1:1/health',
  publicUrl: null,
  expectStatus: 200,
  passes: 1,
  intervalSeconds: 1,
  timeoutSeconds: 1,
  ...over,
});

describe('probing the path after a run', () => {
  it('asks app and nginx through the session, the public URL from here', async () => {
    const hosts: string[] = [];
    const port = await listen((request, response) => {
      hosts.push(request.headers.host ?? '');
      response.end('ok');
    });
    const forwarded: string[] = [];
    const far = {
      forward: async (host: string, to: number) => {
        forwarded.push(`${host}:${to}`);
        return connect(port, '127.0.0.1');
      },
    } as unknown as SshSession;
    // Names that only the target knows: this machine cannot reach them by itself.
    const probes = await probePath(
      health({
        appUrl: 'http://app.invalid:9008/health',
        nginxUrl: 'http://nginx.invalid/health',
        publicUrl: `http://127.0.0.1:${port}/health`,
      }),
      far,
      clock,
      never,
    );
    expect(probes.map(({ hop, verdict, status }) => [hop, verdict, status])).toEqual([
      ['app', 'up', 200],
      ['nginx', 'up', 200],
      ['public', 'up', 200],
    ]);
    expect(forwarded.sort()).toEqual(['app.invalid:9008', 'nginx.invalid:80']);
    expect(hosts).toHaveLength(3);
  });

  it('waits out a short 502, and says down with the status when it stays', async () => {
    let asked = 0;
    const short = await listen((_, response) => {
      asked += 1;
      response.writeHead(asked < 3 ? 502 : 200).end();
    });
    const long = await listen((_, response) => void response.writeHead(503).end());
    const [app, nginx] = await probePath(
      health({ appUrl: `http://127.0.0.1:${short}/`, nginxUrl: `http://127.0.0.1:${long}/` }),
      session,
      clock,
      never,
    );
    expect(app).toMatchObject({ verdict: 'up', status: 200 });
    expect(nginx).toMatchObject({ verdict: 'down', status: 503, detail: 'HTTP 503, expected 200' });
  });

  it('M2 calls our own network unknown, never down', async () => {
    const probes = await probePath(health({ publicUrl: 'http://no-such-host.invalid/' }), session, clock, never);
    expect(probes.find((probe) => probe.hop === 'public')?.verdict).toBe('unknown');
  });

  it('calls a hop behind a lost connection unknown', async () => {
    const lost = {
      forward: async () => {
        throw new SshError({ kind: 'connection-lost', hop: 'target', where: 'x', message: 'lost', act: 'wait' });
      },
    } as unknown as SshSession;
    const [app] = await probePath(health({}), lost, clock, never);
    expect(app).toMatchObject({ verdict: 'unknown', detail: 'the SSH connection was lost' });
  });
});

describe('one HTTP probe', () => {
  const options = { timeoutMs: 5_000, signal: never, clock: systemClock };

  it('follows no redirect', async () => {
    const port = await listen((_, response) => void response.writeHead(302, { location: '/elsewhere' }).end());
    expect(await httpProbe(`http://127.0.0.1:${port}/`, options)).toMatchObject({ kind: 'answer', status: 302 });
  });

  it('stops reading an endless body', async () => {
    let sent = 0;
    const port = await listen((_, response) => {
      const more = () => {
        sent += 1024;
        if (!response.destroyed) response.write(Buffer.alloc(1024), more);
      };
      more();
    });
    expect(await httpProbe(`http://127.0.0.1:${port}/`, options)).toMatchObject({ kind: 'answer', status: 200 });
    expect(sent).toBeLessThan(64 * 1024 * 1024);
  });

  it('fails with a code on a refused port, a silent server and one that speaks no HTTP', async () => {
    expect(await httpProbe('http://127.0.0.1:1/', options)).toMatchObject({ kind: 'failed', code: 'ECONNREFUSED' });
    const silent = createTcpServer(() => {}).listen(0, '127.0.0.1');
    servers.push(silent);
    await new Promise((resolve) => silent.once('listening', resolve));
    const { port } = silent.address() as AddressInfo;
    expect(await httpProbe(`http://127.0.0.1:${port}/`, { ...options, timeoutMs: 100 })).toMatchObject({
      kind: 'failed',
      code: 'ETIMEDOUT',
    });
    const garbage = createTcpServer((socket) => void socket.end('220 mail ready\r\n')).listen(0, '127.0.0.1');
    servers.push(garbage);
    await new Promise((resolve) => garbage.once('listening', resolve));
    expect(await httpProbe(`http://127.0.0.1:${(garbage.address() as AddressInfo).port}/`, options)).toMatchObject({
      kind: 'failed',
    });
  });
});
