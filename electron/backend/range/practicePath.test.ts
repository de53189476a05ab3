import { createSocket } from 'node:dgram';
import { Resolver } from 'node:dns/promises';
import { lstatSync, readFileSync } from 'node:fs';
import http from 'node:http';
import net from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RangeFaultName } from '../../../shared/range/contract.ts';
import { eventually } from './testing/eventually.ts';
import { clientKeyOf, connectTo, type PracticeClient } from './testing/practiceClient.ts';
import { type OpenRange, openRange } from './testing/rangeBed.ts';

let bed: OpenRange;
let client: PracticeClient;
beforeAll(async () => {
  bed = await openRange();
  client = await connectTo(staging().sshPort, { privateKey: clientKeyOf(bed) });
});
afterAll(async () => {
  client.end();
  await bed.end();
});

const staging = () => {
  const [server] = bed.range.state().servers;
  if (server === undefined) throw new Error('the range is not open');
  return server;
};
const turn = (fault: RangeFaultName, on: boolean) => bed.range.setFault('staging', fault, on);
/** The status of a page at a port; the system's code where nothing answers. */
const ask = (port: number | null, path: string): Promise<number | string> =>
  new Promise((resolve) => {
    http
      .get({ host: '127.0.0.1', port: port ?? 0, path, agent: false }, (answer) => {
        answer.resume();
        resolve(answer.statusCode ?? 0);
      })
      .on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? ''));
  });
const resolver = () => {
  const asked = new Resolver({ timeout: 2_000, tries: 1 });
  asked.setServers([`127.0.0.1:${String(staging().dnsPort)}`]);
  return asked;
};
const HOST = 'staging.lantern.localhost';

describe('M1 around a practice server', () => {
  it('M1 its name leads to its edge, by a name server of its own that knows nothing else', async () => {
    expect(await resolver().resolve4(HOST)).toEqual(['127.0.0.1']);
    await expect(resolver().resolve6(HOST)).rejects.toMatchObject({ code: 'ENODATA' });
    await expect(resolver().resolve4('example.com')).rejects.toMatchObject({ code: 'ENOTFOUND' });
    await turn('dns-wrong-address', true);
    expect(await resolver().resolve4(HOST)).toEqual(['127.0.0.2']);
    await turn('dns-wrong-address', false);
    expect(await resolver().resolve4(HOST)).toEqual(['127.0.0.1']);
  });

  it('M1 its name server keeps answering whatever it is sent', async () => {
    const socket = createSocket('udp4');
    for (const junk of [
      '',
      'x',
      'a'.repeat(11),
      '\0'.repeat(12),
      '\xff'.repeat(600),
      `\0\0\x01\0\0\x01${'\0'.repeat(6)}\x3f`,
    ])
      socket.send(Buffer.from(junk, 'latin1'), staging().dnsPort ?? 0, '127.0.0.1');
    expect(await resolver().resolve4(HOST.toUpperCase())).toEqual(['127.0.0.1']);
    socket.close();
  });

  it('M1 its edge dies and comes back on the same port; nginx behind it never notices', async () => {
    const { edgePort, nginxPort } = staging();
    expect(await ask(edgePort, '/health')).toBe(200);
    await turn('edge-dead', true);
    expect([await ask(edgePort, '/health'), await ask(nginxPort, '/health')]).toEqual(['ECONNREFUSED', 200]);
    await turn('edge-dead', true);
    await turn('edge-dead', false);
    expect([staging().edgePort, await ask(edgePort, '/health')]).toEqual([edgePort, 200]);
  });

  it('M1 is at 127.0.0.1 only', async () => {
    const refused = await new Promise((resolve) => {
      net.connect({ host: '127.0.0.2', port: staging().edgePort ?? 0 }).on('error', resolve);
    });
    expect(refused).toMatchObject({ code: 'ECONNREFUSED' });
  });

  it('M5 pages fail in bursts while the health page goes on, and visitors come who meet it', async () => {
    const log = () => readFileSync(join(bed.dataDir, 'range', 'staging', 'var', 'log', 'nginx', 'access.log'), 'utf8');
    await turn('error-bursts', true);
    await eventually('a visitor got an error', async () => /"GET \/ HTTP\/1\.1" 503 .*practice-visitor/.test(log()));
    expect(await ask(staging().nginxPort, '/health')).toBe(200);
    await turn('error-bursts', false);
    const { length } = log();
    expect(await ask(staging().nginxPort, '/')).toBe(200);
    expect(log().slice(length)).not.toContain('practice-visitor');
  });

  it('M5 the app is slow, but not so slow that it is given up', async () => {
    const took = async () => {
      const began = performance.now();
      expect(await ask(staging().nginxPort, '/health')).toBe(200);
      return performance.now() - began;
    };
    await turn('sluggish-app', true);
    expect(await took()).toBeGreaterThan(1_400);
    await turn('sluggish-app', false);
  });

  it.skipIf(process.platform !== 'linux')('M4 memory seems to run out, by the server’s own /proc alone', async () => {
    const meminfo = async () => {
      const { out } = await client.run('cat "$HOST_PROC/meminfo"');
      const of = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(out)?.[1]);
      return of('MemAvailable') / of('MemTotal');
    };
    const real = await meminfo();
    expect(real).toBeGreaterThan(0);
    await turn('memory-leak', true);
    await eventually('next to nothing is left', async () => (await meminfo()) < 0.03);
    await turn('memory-leak', false);
    expect(await meminfo()).toBeGreaterThan(real / 2);
    const path = join(bed.dataDir, 'range', 'staging', 'run', 'proc', 'meminfo');
    expect(lstatSync(path).isSymbolicLink()).toBe(true);
  });

  it('M1 an environment that was made before there was an edge is led through it', async () => {
    const [environment] = bed.project()?.environments ?? [];
    if (environment === undefined) throw new Error('no environment');
    const old = { ...environment.health, publicUrl: environment.health.nginxUrl };
    bed.deps.projects.updateEnvironment(environment.id, { ...environment, health: old });
    await bed.range.close();
    await bed.range.open();
    expect(bed.project()?.environments[0]?.health.publicUrl).toBe(environment.health.publicUrl);
    expect(new URL(environment.health.publicUrl ?? '').host).toBe(`${HOST}:${String(staging().edgePort)}`);
  });
});
