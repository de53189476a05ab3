import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EnvironmentId } from '../../../shared/ids.ts';
import { logLoop } from '../../../shared/monitor/logLoop.ts';
import type { Environment } from '../../../shared/projects/environment.ts';
import { type DatabaseFolder, databaseFolder, keptLog } from '../db/testing/databaseFolder.ts';
import { createChangeFeed } from '../live/createChangeFeed.ts';
import { createDialing, type Dialing } from '../ssh/testing/dialing.ts';
import { type LinkProxy, startLinkProxy } from '../ssh/testing/linkProxy.ts';
import { noSshd, type RealSshd, startSshd } from '../ssh/testing/realSshd.ts';
import { systemClock } from '../systemClock.ts';
import { createTrafficService, type TrafficService } from './trafficService.ts';

if (noSshd !== null) console.info(noSshd);

const id = EnvironmentId.parse('11111111-1111-4111-8111-111111111111');
const FORMAT = '$remote_addr - $remote_user [$time_local] "$request" $status $body_bytes_sent $request_time';
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const two = (value: number) => String(value).padStart(2, '0');
const stamp = (at = Date.now()): string => {
  const now = new Date(at);
  return `${two(now.getUTCDate())}/${months[now.getUTCMonth()]}/${now.getUTCFullYear()}:${two(now.getUTCHours())}:${two(now.getUTCMinutes())}:${two(now.getUTCSeconds())} +0000`;
};

describe.skipIf(noSshd !== null)('the access log over a real sshd', () => {
  let folder: string;
  let path: string;
  let bin: string;
  let sshd: RealSshd;
  let proxy: LinkProxy;
  let dialing: Dialing;
  let service: TrafficService;
  let settings: { enabled: boolean; accessLog: string | null; logFormat: string };
  let jump: number;
  let feed: ReturnType<typeof createChangeFeed>;
  const samples: { name: string; at: number; value: number; late: boolean }[] = [];
  const meanwhile: string[] = [];
  let files: DatabaseFolder;
  let db: ReturnType<DatabaseFolder['open']>['db'];
  const log = keptLog();

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'pitwall-access-'));
    path = join(folder, 'access.log');
    bin = join(folder, 'bin');
    mkdirSync(bin);
    sshd = await startSshd({ environment: { PATH: `${bin}:${process.env.PATH ?? ''}` } });
    proxy = await startLinkProxy(sshd.port);
    dialing = createDialing({ user: sshd.user, auth: { kind: 'key', path: sshd.keyPath } });
    dialing.pin(proxy.port, ...Object.values(sshd.hostKeys));
    samples.length = 0;
    jump = 0;
    settings = { enabled: true, accessLog: path, logFormat: FORMAT };
    feed = createChangeFeed(1);
    files = databaseFolder();
    db = files.open().db;
    db.exec(`INSERT INTO project (id, name, key, description, practice, created_at) VALUES ('p', 'Shop', 'SHOP', '', 0, 1);
      INSERT INTO environment (id, project_id, position, name, settings) VALUES ('${id}', 'p', 0, 'Production', '{}')`);
    meanwhile.length = 0;
    service = open();
  });
  const open = () =>
    createTrafficService({
      db,
      feed,
      clock: { ...systemClock, now: () => Date.now() + jump },
      log,
      random: () => 0,
      environmentOf: () => ({ id }) as Environment,
      allEnvironments: () => [id],
      settingsOf: () => settings,
      connect: (_id, signal) => dialing.connect({ port: proxy.port }, { signal }),
      pausedBecause: () => null,
      record: (_id, all, late) => void samples.push(...all.map((each) => ({ ...each, late }))),
      onMeanwhile: (_id, sentence) => void meanwhile.push(sentence),
      intervalMs: 10,
    });
  afterEach(async () => {
    await service.dispose();
    await dialing.stop();
    await proxy.stop();
    await sshd.stop();
    files.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  const until = async (isSo: () => boolean) => {
    while (!isSo()) await systemClock.sleep(5);
  };
  const report = () => service.report(id);
  let written = 0;
  const write = (count: number, status = 200, target = path) => {
    const lines = Array.from({ length: count }, () => {
      written += 1;
      return `203.0.113.9 - - [${stamp()}] "GET /orders/${written} HTTP/1.1" ${status} 17 0.${String(100 + (written % 100))}\n`;
    });
    appendFileSync(target, lines.join(''));
  };
  /** As logrotate does. */
  const renamed = () => {
    for (const number of [3, 2, 1])
      if (existsSync(`${path}.${number}`)) renameSync(`${path}.${number}`, `${path}.${number + 1}`);
    renameSync(path, `${path}.1`);
    writeFileSync(path, '');
  };

  it('M5 counts every request once: rotated twice, copied and cut short, bytes that are no text, and the link cut in the middle', async () => {
    writeFileSync(path, 'what was there before\n'.repeat(100_000));
    written = 0;
    service.start();
    await until(() => report().state === 'live');
    expect(report().linesRead).toBe(0);

    write(1_000);
    await until(() => report().linesRead === 1_000);
    // Renamed while nginx still writes to it: those lines count, too.
    renamed();
    write(50, 502, `${path}.1`);
    write(500);
    await until(() => report().linesRead === 1_550);
    // Copied and cut short.
    copyFileSync(path, join(folder, 'access.log-copy'));
    truncateSync(path);
    write(20);
    await until(() => report().linesRead === 1_570);

    const binary = Buffer.from(
      Array.from({ length: 4_096 }, (_, index) => (index * 7) % 256).filter((byte) => byte !== 10),
    );
    appendFileSync(path, Buffer.concat([binary, Buffer.from('\n'), Buffer.alloc(3_000_000, 0xff), Buffer.from('\n')]));
    await until(() => report().linesNotUnderstood === 2);
    expect(report().samples.map(({ length }) => length)).toEqual([300, 300]);

    // Cut in the middle of a lot, and rotated twice before it is back.
    write(20_000);
    proxy.cut();
    write(30);
    renamed();
    write(40, 404);
    renamed();
    write(60, 500);
    await until(() => report().linesRead === 1_572 + 20_130);
    await until(() => report().state === 'live');
    expect(proxy.connections()).toBe(2);
    const { total, gaps, routes } = report();
    expect(gaps).toBe(0);
    expect(total).toMatchObject({ requests: 21_700, failed: 110, refused: 40 });
    expect(total.p50).toBeGreaterThan(90);
    expect(routes).toEqual([{ ...total, route: 'GET /orders/:id' }]);

    jump = 20_000;
    await until(() => samples.reduce((sum, { name, value }) => sum + (name === 'http.rate' ? value : 0), 0) > 2_169.9);
    const sum = (wanted: string) =>
      Math.round(samples.reduce((all, { name, value }) => all + (name === wanted ? value : 0), 0) * 10);
    expect([sum('http.rate'), sum('http.5xx'), sum('http.4xx'), sum('http.2xx')]).toEqual([21_700, 110, 40, 21_550]);
    expect(samples.some(({ name }) => name === 'http.p99')).toBe(true);
    expect(report().now).not.toBeNull();
  });

  it('M5 goes on after a restart where it stopped, through two rotations: every request is in the samples once', async () => {
    writeFileSync(path, '');
    const rate = () =>
      Math.round(samples.reduce((all, { name, value }) => all + (name === 'http.rate' ? value : 0), 0) * 10);
    service.start();
    await until(() => report().state === 'live');
    write(100);
    await until(() => rate() === 100);
    write(50);
    await until(() => report().linesRead === 150);
    await service.dispose();
    renamed();
    write(70, 502);
    renamed();
    write(30);
    service = open();
    service.start();
    await until(() => rate() >= 250);
    expect(rate()).toBe(250);
    expect(report()).toMatchObject({ gaps: 0, total: { failed: 70 } });
    expect(service.failures(id).at(-1)).toContain(' 502 17 ');
    expect(samples.some(({ late }) => late)).toBe(false);
    expect(meanwhile).toEqual([]);
    const times = samples.filter(({ name }) => name === 'http.rate').map(({ at }) => at);
    expect(new Set(times).size).toBe(times.length);
  });

  it('M5 takes up what was asked for while Pitwall was closed, judges nothing by it, and tells it in one sentence', async () => {
    writeFileSync(path, '');
    const hour = 3_600_000;
    service.start();
    await until(() => report().state === 'live');
    write(1);
    await until(() => samples.some(({ name, value }) => name === 'http.rate' && value > 0));
    await service.dispose();
    db.prepare('UPDATE access_log_position SET counted_until = counted_until - ?').run(2 * hour);
    const ago = `[${stamp(Date.now() - hour)}] "GET /orders/1 HTTP/1.1"`;
    for (let n = 0; n < 40; n += 1) appendFileSync(path, `203.0.113.9 - - ${ago} ${n < 3 ? 502 : 200} 17 0.100\n`);
    samples.length = 0;
    service = open();
    service.start();
    await until(() => meanwhile.length > 0);
    expect(meanwhile).toEqual([expect.stringMatching(/^4[01] requests in the access log, 3 of them failed\.$/)]);
    const then = samples.filter(({ name, value }) => name === 'http.5xx' && value > 0);
    expect(then).toMatchObject([{ value: 0.3, late: true }]);
    expect(Math.abs(Date.now() - hour - (then[0]?.at ?? 0))).toBeLessThan(hour / 2);
  });

  it('M5 follows a server whose clock is wrong and is set: each request once, at our time, and the page says so', async () => {
    writeFileSync(path, '');
    const wrongPath = join(folder, 'wrong');
    writeFileSync(join(bin, 'date'), `#!/bin/sh\necho $(($(/bin/date +%s) + $(cat '${wrongPath}')))\n`);
    chmodSync(join(bin, 'date'), 0o755);
    const notes = () => report().notes.join();
    const began = Date.now();
    let wrong = 0;
    const set = (seconds: number) => {
      wrong = seconds;
      writeFileSync(wrongPath, String(seconds));
    };
    const request = (count: number) => {
      for (let n = 0; n < count; n += 1)
        appendFileSync(path, `203.0.113.9 - - [${stamp(Date.now() + wrong * 1000)}] "GET /a HTTP/1.1" 200 17 0.100\n`);
    };
    set(600);
    service.start();
    await until(() => report().state === 'live' && notes().includes('10 min ahead of'));
    request(100);
    await until(() => report().linesRead === 100);
    // Set right, then behind, each time with requests before that is noticed and after.
    set(0);
    request(40);
    await until(() => notes() === '');
    request(60);
    set(-600);
    request(30);
    await until(() => notes().includes('10 min behind'));
    request(70);
    await until(() => report().linesRead === 300);
    expect(report()).toMatchObject({ gaps: 0, linesNotUnderstood: 0, total: { requests: 300 } });
    jump = 20_000;
    const rates = () => samples.filter(({ name }) => name === 'http.rate');
    const all = () => Math.round(rates().reduce((sum, { value }) => sum + value * 10, 0));
    await until(() => all() >= 300);
    expect(all()).toBe(300);
    const counted = rates().filter(({ value }) => value > 0);
    for (const { at } of counted) {
      expect(at).toBeGreaterThan(began - 10_000);
      expect(at).toBeLessThanOrEqual(Date.now() + jump);
    }
    expect(new Set(rates().map(({ at }) => at)).size).toBe(rates().length);
    expect(samples.some(({ late }) => late)).toBe(false);
    expect(meanwhile).toEqual([]);
  });

  it('M5 says that there is no log, and reads it from its first line when there is one', async () => {
    service.start();
    await until(() => report().state === 'blocked');
    expect(report().reason).toMatch(/There is no .*access\.log on .*access_log/);
    write(3);
    await until(() => report().state === 'live');
    expect(report().reason).toBeNull();
    await until(() => report().linesRead === 3);
  });

  it('M5 follows its settings: another format, none at all, and off', async () => {
    writeFileSync(path, '');
    settings = { ...settings, logFormat: '$remote_addr "$request"' };
    service.start();
    expect(report()).toMatchObject({ state: 'blocked', reason: expect.stringContaining('$status') });
    const change = () => feed.publish('watch', id);
    settings = { ...settings, logFormat: 'combined' };
    change();
    await until(() => report().state === 'live');
    expect(report().notes[0]).toContain('$request_time');
    settings = { ...settings, accessLog: null };
    change();
    expect(report()).toMatchObject({ state: 'off', reason: expect.stringContaining('No access log') });
    settings = { ...settings, enabled: false };
    change();
    expect(report()).toMatchObject({ state: 'off', reason: null });
  });

  it('M5 is told by the server that the account may not read the log', () => {
    writeFileSync(path, 'secret\n');
    chmodSync(path, 0);
    chmodSync(folder, 0o755);
    const nobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
    const ask = () =>
      spawnSync('sh', ['-c', logLoop(path, 'mark')], {
        input: '1 list log\n2 read 0 10 1 \n',
        encoding: 'utf8',
        ...nobody,
      }).stdout;
    expect(ask()).toContain('mark 1 denied');
    chmodSync(folder, 0);
    expect(ask()).toContain('mark 1 denied');
    expect(ask()).not.toContain('secret');
    chmodSync(folder, 0o700);
  });
});
