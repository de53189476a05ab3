import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { Failure } from '../../../shared/errors.ts';
import { EnvironmentSettings } from '../../../shared/projects/environment.ts';
import { RangeState } from '../../../shared/range/contract.ts';
import { createRange } from './createRange.ts';
import { listenOn } from './listenOn.ts';
import type { Range } from './range.ts';
import { eventually } from './testing/eventually.ts';
import { clientKeyOf, connectTo } from './testing/practiceClient.ts';
import { createRangeWorld, type RangeWorld } from './testing/rangeBed.ts';

const cleanUp: (() => unknown)[] = [];
afterEach(async () => {
  for (const step of cleanUp.splice(0).reverse()) await step();
});

const newWorld = (over: Parameters<typeof createRangeWorld>[0] = {}): RangeWorld => {
  const world = createRangeWorld(over);
  cleanUp.push(world.remove);
  return world;
};
const rangeIn = (world: RangeWorld): Range => {
  const range = createRange(world.deps);
  cleanUp.push(range.end);
  return range;
};
const ports = (range: Range) =>
  range.state().servers.map(({ sshPort, nginxPort, appPort }) => [sshPort, nginxPort, appPort]);
const canConnect = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = net.connect({ host: '127.0.0.1', port });
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
const runOn = async (world: RangeWorld, range: Range, command: string): Promise<string> => {
  const [staging] = range.state().servers;
  const client = await connectTo(staging?.sshPort ?? 0, {
    privateKey: readFileSync(join(world.dataDir, 'range', 'key', 'id_ed25519')),
  });
  const { out, err } = await client.run(command);
  client.end();
  return `${out}${err}`;
};
const failureOf = (work: Promise<unknown>): Promise<Failure> =>
  work.then(
    () => Promise.reject(new Error('it did not fail')),
    (error: unknown) => (error instanceof Failure ? error : Promise.reject(error)),
  );

describe('the practice range', () => {
  it('is available and closed before it was ever opened, and leaves the disk alone', () => {
    const world = newWorld();
    const range = rangeIn(world);
    const state = range.state();
    expect(RangeState.parse(state)).toEqual(state);
    expect(state).toMatchObject({ available: true, why: null, open: false, project: null, folder: null, servers: [] });
    expect(state.faults).toHaveLength(13);
    expect(readdirSync(world.dataDir)).toEqual([]);
  });

  it('opens: two servers behind the app’s last release, and a project that leads to them', async () => {
    const world = newWorld();
    const range = rangeIn(world);
    const state = await range.open();
    expect(RangeState.parse(state)).toEqual(state);
    expect(state).toMatchObject({ open: true, project: expect.any(String), folder: join(world.dataDir, 'range') });
    expect(state.servers).toMatchObject([
      { name: 'staging', version: '1.1.1', faults: [] },
      { name: 'production', version: '1.1.1', faults: [] },
    ]);
    const environments = world.project()?.environments ?? [];
    for (const environment of environments) expect(() => EnvironmentSettings.parse(environment)).not.toThrow();
    expect(environments).toMatchObject([
      { name: 'staging', tier: 'staging', protected: false, ssh: { port: state.servers[0]?.sshPort } },
      { name: 'production', tier: 'production', protected: true, ssh: { port: state.servers[1]?.sshPort } },
    ]);
    expect(world.hostKeys.size).toBe(2);
    expect(world.published.some((event) => event.kind === 'change' && event.entity === 'range')).toBe(true);
    expect(await runOn(world, range, 'git -C ~/../srv/checkout fetch -q && git -C ~/../srv/checkout status -sb')).toBe(
      '## main...origin/main [behind 3]\n',
    );
  });

  it('is opened once by calls at the same time, and again by none', async () => {
    const world = newWorld();
    const range = rangeIn(world);
    const states = await Promise.all([range.open(), range.open(), range.open()]);
    expect(new Set(states.map((state) => JSON.stringify(state))).size).toBe(1);
    const before = ports(range);
    await range.open();
    expect(ports(range)).toEqual(before);
    expect(world.created()).toBe(1);
  });

  it('closes and opens again on the same ports, with its project and its faults', async () => {
    const world = newWorld();
    const range = rangeIn(world);
    await range.open();
    await range.setFault('production', 'slow-app', true);
    const before = ports(range);
    const closed = await range.close();
    expect(closed).toMatchObject({
      open: false,
      project: expect.any(String),
      servers: [{ version: null }, { version: null }],
    });
    expect(await Promise.all(before.flat().map(canConnect))).toEqual(before.flat().map(() => false));
    const again = await range.open();
    expect(ports(range)).toEqual(before);
    expect(again.servers.map(({ faults }) => faults)).toEqual([[], ['slow-app']]);
    expect(world.created()).toBe(1);
  });

  it('is open again after Pitwall was restarted, and stays closed when it was closed', async () => {
    const world = newWorld();
    const first = rangeIn(world);
    await first.open();
    const before = ports(first);
    await first.end();
    const second = rangeIn(world);
    await second.resume();
    expect(second.state().open).toBe(true);
    expect(ports(second)).toEqual(before);
    await second.close();
    await second.end();
    const third = rangeIn(world);
    await third.resume();
    expect(third.state().open).toBe(false);
    await third.end();
    expect((await failureOf(third.open())).code).toBe('REFUSED');
  });

  it('moves to free ports when its own are taken, and tells the environments', async () => {
    const world = newWorld();
    const first = rangeIn(world);
    await first.open();
    const before = ports(first);
    await first.end();
    const squatters = await Promise.all(
      (before[0] ?? []).map(async (port) => {
        const server = net.createServer();
        await listenOn(server, port);
        return server;
      }),
    );
    cleanUp.push(() => squatters.map((server) => server.close()));
    const second = rangeIn(world);
    await second.open();
    const [[sshPort, nginxPort, appPort] = [], production] = ports(second);
    expect(production).toEqual(before[1]);
    expect([sshPort, nginxPort, appPort].some((port) => before[0]?.includes(port ?? 0))).toBe(false);
    expect(world.project()?.environments[0]).toMatchObject({
      ssh: { port: sshPort },
      health: {
        appUrl: `http://127.0.0.1:${appPort}/health`,
        nginxUrl: `http://127.0.0.1:${nginxPort}/health`,
        publicUrl: `http://staging.lantern.localhost:${second.state().servers[0]?.edgePort}/health`,
      },
    });
    expect(world.hostKeys.has(`127.0.0.1:${sshPort}:ssh-ed25519`)).toBe(true);
    expect(await runOn(world, second, `curl -sf http://127.0.0.1:${nginxPort}/health; sudo -n nginx -t`)).toMatch(
      /"status":"ok"[\s\S]*test is successful/,
    );
  });

  it('waits for the end of a run before it changes the environment of that run', async () => {
    const world = newWorld();
    let runs = true;
    const range = createRange({
      ...world.deps,
      projects: {
        ...world.deps.projects,
        updateEnvironment: (id, settings) => {
          if (runs) throw new Failure('IN_USE', 'A run goes on.', { act: 'Wait for it.', by: ['a run'] });
          world.deps.projects.updateEnvironment(id, settings);
        },
      },
    });
    cleanUp.push(range.end);
    await rangeIn(world)
      .open()
      .then(() => rangeIn(world).close());
    const [first] = world.project()?.environments ?? [];
    if (first === undefined) throw new Error('no environment');
    const { id, projectId: _, position: __, ...settings } = first;
    world.deps.projects.updateEnvironment(id, { ...settings, ssh: { ...settings.ssh, port: 1 } });
    const state = await range.open();
    expect(state.open).toBe(true);
    expect(world.project()?.environments[0]?.ssh.port).toBe(1);
    world.deps.feed.publish('run', 'still going');
    runs = false;
    world.deps.feed.publish('run', 'over');
    await eventually(
      'the environment is right',
      () => world.project()?.environments[0]?.ssh.port === state.servers[0]?.sshPort,
    );
  });

  it('is not open when its project cannot be made, and leaves no server behind', async () => {
    const world = newWorld();
    for (let number = 1; number <= 20; number += 1)
      world.taken.add(`Practice range${number === 1 ? '' : ` ${number}`}`);
    const range = rangeIn(world);
    expect((await failureOf(range.open())).data).toEqual({ act: 'Rename one of them, then open the range again.' });
    expect(range.state()).toMatchObject({ open: false, project: null });
    expect(await Promise.all(ports(range).flat().map(canConnect))).toEqual(Array(6).fill(false));
    world.taken.clear();
    expect((await range.open()).open).toBe(true);
  });

  it('follows a data folder that was moved, and leaves what the user changed of an environment', async () => {
    const world = newWorld();
    const first = rangeIn(world);
    await first.open();
    const [staging] = world.project()?.environments ?? [];
    if (staging === undefined) throw new Error('no environment');
    const { id, projectId: _, position: __, ...settings } = staging;
    world.deps.projects.updateEnvironment(id, { ...settings, name: 'mine', health: { ...settings.health, passes: 9 } });
    await first.end();
    const dataDir = `${world.dataDir} moved`;
    renameSync(world.dataDir, dataDir);
    cleanUp.push(() => rmSync(dataDir, { recursive: true, force: true }));
    const second = createRange({ ...world.deps, dataDir });
    cleanUp.push(second.end);
    await second.open();
    const root = join(dataDir, 'range', 'staging', 'srv');
    expect(world.project()?.environments[0]).toMatchObject({
      name: 'mine',
      repositoryPath: join(root, 'checkout'),
      appPath: join(root, 'app'),
      ssh: { auth: { path: join(dataDir, 'range', 'key', 'id_ed25519') } },
      health: { passes: 9 },
    });
    expect(
      await runOn({ ...world, dataDir }, second, 'git -C ~/../srv/checkout fetch 2>&1 && sudo -n nginx -t'),
    ).toContain('test is successful');
  });

  it('ends when its project is deleted, and opens with a new one', async () => {
    const world = newWorld();
    const range = rangeIn(world);
    await range.open();
    const [sshPort = 0] = ports(range)[0] ?? [];
    world.deleteProject();
    await eventually('the servers have ended', () => !range.state().open);
    await eventually('nobody listens', async () => !(await canConnect(sshPort)));
    const again = await range.open();
    expect(again).toMatchObject({ open: true, project: expect.any(String) });
    expect(world.created()).toBe(2);
    await range.end();
    world.deleteProject();
    const after = rangeIn(world);
    await after.resume();
    expect(after.state().open).toBe(false);
  });

  it('takes another name when the user has a project of its name', async () => {
    const world = newWorld();
    world.taken.add('Practice range').add('Practice range 2');
    await rangeIn(world).open();
    expect(world.project()?.name).toBe('Practice range 3');
  });

  it('says clearly that its record is unreadable, puts it aside and is built anew', async () => {
    const world = newWorld();
    const first = rangeIn(world);
    await first.open();
    await first.setFault('staging', 'dirty-checkout', true);
    await first.setFault('staging', 'no-sudo-rule', true);
    const { revision } = await first.addCommit();
    await first.end();
    const record = join(world.dataDir, 'range', 'range.json');
    writeFileSync(record, readFileSync(record, 'utf8').replace('"open"', '"opne"'));
    const range = rangeIn(world);
    await range.resume();
    expect(range.state()).toMatchObject({ open: false, servers: [] });
    const failure = await failureOf(range.open());
    expect(failure.code).toBe('REFUSED');
    expect(failure.message).toContain('range.json is unreadable: open');
    expect(existsSync(record)).toBe(false);
    expect(readdirSync(join(world.dataDir, 'range')).some((name) => name.startsWith('range.json.broken-'))).toBe(true);
    const state = await range.open();
    expect(state.servers.map(({ faults }) => faults)).toEqual([[], []]);
    expect(
      await runOn(
        world,
        range,
        'cd ~/../srv/checkout; git status --short; sudo -n -l nginx -t; git ls-remote -q . | wc -l',
      ),
    ).toMatch(/^\/usr\/sbin\/nginx -t\n/);
    expect(await runOn(world, range, 'git -C ~/../srv/checkout ls-remote -q origin main')).toContain(revision);
    expect(world.project()?.environments[0]?.ssh.port).toBe(state.servers[0]?.sshPort);
  });

  it.each(['', '{', 'null', '{"version":2}'])('takes no harm from a record that holds %j', async (text) => {
    const world = newWorld();
    const range = rangeIn(world);
    await range.open();
    await range.close();
    writeFileSync(join(world.dataDir, 'range', 'range.json'), text);
    expect((await failureOf(range.open())).message).toContain('unreadable');
    expect((await range.open()).open).toBe(true);
  });

  it('mends a checkout, an app folder, keys and stand-ins that somebody destroyed', async () => {
    const world = newWorld();
    const range = rangeIn(world);
    await range.open();
    await range.close();
    const root = join(world.dataDir, 'range');
    writeFileSync(join(root, 'staging', 'srv', 'checkout', '.git', 'HEAD'), 'rubbish');
    for (const path of ['staging/srv/app', 'staging/bin/sudo', 'staging/etc/nginx/nginx.conf', 'key', 'origin.git'])
      rmSync(join(root, path), { recursive: true });
    writeFileSync(join(root, 'staging', 'run', 'units.json'), '{');
    await range.open();
    expect(
      await runOn(
        world,
        range,
        'cd ~/../srv/checkout && git fetch && git status -sb; sudo -n nginx -t; systemctl is-active lantern',
      ),
    ).toMatch(/^## main\.\.\.origin\/main \[behind 3\]\n[\s\S]*active\n/);
  });

  it('clones its servers anew when origin was lost, so that they can still be deployed to', async () => {
    const world = newWorld();
    const range = rangeIn(world);
    await range.open();
    await range.close();
    rmSync(join(world.dataDir, 'range', 'origin.git'), { recursive: true });
    await range.open();
    expect(await runOn(world, range, 'cd ~/../srv/checkout && git pull --ff-only 2>&1 | tail -n 1')).toContain(
      'changed',
    );
  });

  it('is two ranges in two data folders', async () => {
    const worlds = [newWorld(), newWorld()];
    const ranges = worlds.map(rangeIn);
    await Promise.all(ranges.map((range) => range.open()));
    expect(new Set(ranges.flatMap(ports).flat()).size).toBe(12);
    const [first, second] = worlds as [RangeWorld, RangeWorld];
    await expect(
      connectTo(ranges[0]?.state().servers[0]?.sshPort ?? 0, { privateKey: clientKeyOf({ dataDir: second.dataDir }) }),
    ).rejects.toThrow('authentication');
    expect(await runOn(first, ranges[0] as Range, 'pwd')).toBe(`${first.dataDir}/range/staging/home\n`);
  });

  it('gives origin a new commit each time, which the servers can fetch', async () => {
    const world = newWorld();
    const range = rangeIn(world);
    expect((await failureOf(range.addCommit())).data).toEqual({ act: 'Open the practice range first.' });
    await range.open();
    const commits = await Promise.all([range.addCommit(), range.addCommit(), range.addCommit()]);
    expect(new Set(commits.map(({ subject }) => subject)).size).toBe(3);
    const log = await runOn(
      world,
      range,
      'cd ~/../srv/checkout && git fetch -q && git log --format="%H %an %s" origin/main',
    );
    expect(log.split('\n').slice(0, 3)).toEqual(
      [...commits].reverse().map(({ revision, subject }) => `${revision} Practice Range ${subject}`),
    );
    expect(log.trim().split('\n')).toHaveLength(9);
  });

  it('has no faults to set while it is closed', async () => {
    const range = rangeIn(newWorld());
    expect((await failureOf(range.setFault('staging', 'slow-app', true))).code).toBe('REFUSED');
  });

  it('says what is missing here, with the line that installs it', async () => {
    const tools = mkdtempSync(join(tmpdir(), 'pitwall-tools-'));
    cleanUp.push(() => rmSync(tools, { recursive: true }));
    for (const name of ['sh', 'git', 'curl', 'timeout', 'sync', 'tar', 'awk', 'sed', 'apt-get']) {
      writeFileSync(join(tools, name), '#!/bin/sh\n');
      chmodSync(join(tools, name), 0o755);
    }
    symlinkSync('/nowhere', join(tools, 'rsync'));
    const range = rangeIn(newWorld({ env: { PATH: `relative:${tools}` }, platform: 'linux' }));
    expect(range.state()).toMatchObject({
      available: false,
      why: 'The practice range needs rsync, flock, setsid, not found in PATH. Install with: sudo apt-get install -y rsync util-linux',
    });
    const failure = await failureOf(range.open());
    expect([failure.code, failure.message]).toEqual(['REFUSED', range.state().why]);
    expect(rangeIn(newWorld({ platform: 'win32' })).state().why).toContain('WSL');
    expect(rangeIn(newWorld({ platform: 'darwin', env: { PATH: tools } })).state().why).toContain('brew install');
  });

  it('says that its folder cannot be written', async () => {
    const world = newWorld();
    const range = rangeIn(world);
    // Not even root can make a folder below a file.
    writeFileSync(join(world.dataDir, 'range'), '');
    const failure = await failureOf(range.open());
    expect([failure.code, failure.message]).toEqual(['STORAGE', expect.stringContaining('a file is in the way')]);
    rmSync(join(world.dataDir, 'range'));
    expect((await range.open()).open).toBe(true);
  });
});
