import { readdirSync, readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EnvironmentId } from '../../../shared/ids.ts';
import type { MonitorSettings } from '../../../shared/monitor/monitorSettings.ts';
import type { Environment } from '../../../shared/projects/environment.ts';
import { defaultPrometheusSource } from '../../../shared/prometheus/prometheusSource.ts';
import { keptLog } from '../db/testing/databaseFolder.ts';
import { createChangeFeed } from '../live/createChangeFeed.ts';
import { createDialing, type Dialing } from '../ssh/testing/dialing.ts';
import { type LinkProxy, startLinkProxy } from '../ssh/testing/linkProxy.ts';
import { noSshd, type RealSshd, startSshd } from '../ssh/testing/realSshd.ts';
import { systemClock } from '../systemClock.ts';
import { createResourceService, type ResourceService } from './resourceService.ts';

if (noSshd !== null) console.info(noSshd);

const id = EnvironmentId.parse('11111111-1111-4111-8111-111111111111');
interface Sample {
  readonly name: string;
  readonly at: number;
  readonly value: number;
}

describe.skipIf(noSshd !== null)('resources over a real sshd', () => {
  let sshd: RealSshd;
  let proxy: LinkProxy;
  let dialing: Dialing;
  let service: ResourceService;
  let settings: Pick<MonitorSettings, 'enabled' | 'resourceSeconds' | 'prometheus'>;
  let paused: string | null;
  let feed: ReturnType<typeof createChangeFeed>;
  const samples: Sample[] = [];
  const log = keptLog();

  beforeEach(async () => {
    sshd = await startSshd();
    proxy = await startLinkProxy(sshd.port);
    dialing = createDialing({ user: sshd.user, auth: { kind: 'key', path: sshd.keyPath } });
    dialing.pin(proxy.port, ...Object.values(sshd.hostKeys));
    samples.length = 0;
    settings = { enabled: true, resourceSeconds: 0.05, prometheus: null };
    paused = null;
    feed = createChangeFeed(1);
    service = createResourceService({
      feed,
      clock: systemClock,
      log,
      random: () => 0,
      environmentOf: () => ({ id }) as Environment,
      allEnvironments: () => [id],
      settingsOf: () => settings,
      connect: (_id, signal) => dialing.connect({ port: proxy.port }, { signal }),
      pausedBecause: () => paused,
      record: (_id, all) => {
        samples.push(...all);
        look();
      },
    });
    feed.subscribe(() => look());
  });
  afterEach(async () => {
    await service.dispose();
    await dialing.stop();
    await proxy.stop();
    await sshd.stop();
  });

  const looks = new Set<() => void>();
  const look = () => {
    for (const each of [...looks]) each();
  };
  /** Resolves when it is so; asked at each news. */
  const until = (isSo: () => boolean) =>
    new Promise<void>((resolve) => {
      const each = () => {
        if (!isSo()) return;
        looks.delete(each);
        resolve();
      };
      looks.add(each);
      each();
    });
  const has = (name: string) => samples.some((sample) => sample.name === name);
  const state = () => service.collectionOf(id).state;
  /** Processes of the server's account: its sshd gives them a home of its own. */
  const processesThere = (): readonly number[] =>
    readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .filter((pid) => {
        try {
          return readFileSync(`/proc/${pid}/environ`, 'latin1').split('\0').includes(`HOME=${sshd.dir}`);
        } catch {
          return false;
        }
      })
      .map(Number);

  it('M4 brings processor, memory, load, disks and network, and says that it is live', async () => {
    service.start();
    await until(() => has('cpu.busy') && has('disk.used:/'));
    expect(state()).toBe('live');
    const names = new Set(samples.map(({ name }) => name));
    for (const name of [
      'cpu.user',
      'cpu.system',
      'cpu.iowait',
      'cpu.steal',
      'load.1',
      'memory.used',
      'memory.available',
      'disk.inodes:/',
    ])
      expect(names).toContain(name);
    const meminfo = readFileSync('/proc/meminfo', 'utf8');
    const available = Number(/^MemAvailable:\s+(\d+)/m.exec(meminfo)?.[1]) * 1024;
    const told = samples.findLast(({ name }) => name === 'memory.available')?.value ?? 0;
    expect(Math.abs(told - available)).toBeLessThan(500 * 1024 * 1024);
    for (const { name, value } of samples.filter((sample) => sample.name.startsWith('cpu.')))
      expect([name, value >= 0 && value <= 100]).toEqual([name, true]);
    for (const { at } of samples) expect(Math.abs(at - Date.now())).toBeLessThan(120_000);
  });

  it('M4 goes on over a cut link, with a gap and no difference over it', async () => {
    service.start();
    await until(() => has('cpu.busy'));
    proxy.cut();
    await until(() => state() === 'lost');
    expect(service.collectionOf(id).reason).toMatch(/./);
    samples.length = 0;
    await until(() => state() === 'live');
    // The first answer over a new connection has nothing before it.
    await until(() => has('load.1'));
    expect(has('cpu.busy')).toBe(false);
    await until(() => has('cpu.busy'));
    expect(proxy.connections()).toBe(2);
  });

  it('M4 leaves nothing running on the server', async () => {
    service.start();
    await until(() => has('cpu.busy') && has('disk.used:/'));
    expect(processesThere().length).toBeGreaterThan(0);
    await service.dispose();
    await dialing.stop();
    while (processesThere().length > 0) await new Promise(setImmediate);
  });

  it('M4 says that a server hangs, asks no more meanwhile, and takes it up where it answers again', async () => {
    service.start();
    await until(() => has('load.1') && has('disk.used:/'));
    const there = processesThere();
    for (const pid of there) process.kill(pid, 'SIGSTOP');
    await until(() => state() === 'lost');
    expect(service.collectionOf(id).reason).toMatch(/has not answered for/);
    const sent = proxy.sent();
    samples.length = 0;
    for (const pid of there) process.kill(pid, 'SIGCONT');
    await until(() => state() === 'live' && has('load.1'));
    expect(proxy.connections()).toBe(1);
    expect(sent).toBeGreaterThan(0);
  });

  it('M4 follows its settings: off, on, another source, and a range that is closed', async () => {
    service.start();
    await until(() => state() === 'live');
    const change = () => feed.publish('watch', id);
    settings = { ...settings, enabled: false };
    change();
    expect(state()).toBe('off');
    settings = { ...settings, enabled: true, prometheus: defaultPrometheusSource };
    change();
    expect(state()).toBe('off');
    paused = 'the practice range is closed';
    settings = { ...settings, prometheus: null };
    change();
    await until(() => state() === 'off' && service.collectionOf(id).reason !== null);
    paused = null;
    settings = { ...settings, resourceSeconds: 0.1 };
    change();
    await until(() => state() === 'live');
  });

  it('M4 says why when nobody can sign in, and tries again', async () => {
    dialing.pins.clear();
    service.start();
    await until(() => state() === 'lost');
    expect(service.collectionOf(id).reason).toMatch(/host key/i);
    dialing.pin(proxy.port, ...Object.values(sshd.hostKeys));
    await until(() => state() === 'live');
  });
});
