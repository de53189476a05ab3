import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readDiskUse } from './diskUse.ts';
import { createResourceFrames, type ResourceFrame } from './resourceFrames.ts';
import { type ResourceRequest, resourceLoop } from './resourceLoop.ts';
import { readServerSample } from './serverSample.ts';

const shells = [['sh'], ['dash'], ['bash'], ['busybox', 'sh'], ['zsh', '--emulate', 'sh']];
const whereIs = (shell: string) => spawnSync('sh', ['-c', `command -v ${shell}`], { encoding: 'utf8' }).stdout.trim();
const exists = (shell: string) => whereIs(shell) !== '';
const linux = process.platform === 'linux';

/** The loop in a shell of this machine, spoken to as over a channel. */
const startLoop = (shell: readonly string[], env: Readonly<Record<string, string | undefined>> = process.env) => {
  const [file = 'sh', ...args] = shell;
  const child = spawn(whereIs(file), [...args, '-c', resourceLoop], { env, stdio: ['pipe', 'pipe', 'pipe'] });
  const frames = createResourceFrames();
  const waiting = new Map<number, (frame: ResourceFrame) => void>();
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    for (const frame of frames.push(text)) waiting.get(frame.id)?.(frame);
  });
  // Where it has ended nobody takes what is still said.
  child.stdin.on('error', () => undefined);
  let id = 0;
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  return {
    pid: child.pid ?? 0,
    ended,
    ask: (request: ResourceRequest) =>
      new Promise<ResourceFrame>((resolve) => {
        id += 1;
        waiting.set(id, resolve);
        child.stdin.write(`${id} ${request}\n`);
      }),
    endInput: () => child.stdin.end(),
    closeOutput: () => child.stdout.destroy(),
    say: (line: string) => child.stdin.write(line),
  };
};

const firstNumbers = (path: string) =>
  readFileSync(path, 'utf8')
    .match(/\d+(\.\d+)?/g)
    ?.map(Number) ?? [];
const memoryNow = (name: string) =>
  Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(readFileSync('/proc/meminfo', 'utf8'))?.[1]);

describe.skipIf(!linux).each(shells)('the loop on a server whose shell is %s', (...shell) => {
  const test = exists(shell[0] ?? '') ? it : it.skip;

  test(`M4 ${shell.join(' ')}: says what /proc says`, async () => {
    const loop = startLoop(shell);
    const before = firstNumbers('/proc/stat');
    const sample = readServerSample(await loop.ask('sample'));
    const after = firstNumbers('/proc/stat');
    expect(sample.boot).toBe(readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim());
    expect(sample.cpus).toBe(readFileSync('/proc/stat', 'utf8').match(/^cpu\d/gm)?.length);
    expect(sample.memory.get('MemTotal')).toBe(memoryNow('MemTotal') * 1024);
    expect(Math.abs((sample.memory.get('MemAvailable') ?? 0) / 1024 - memoryNow('MemAvailable'))).toBeLessThan(500_000);
    expect(Math.abs((sample.uptime ?? 0) - (firstNumbers('/proc/uptime')[0] ?? 0))).toBeLessThan(30);
    expect(sample.load).not.toBeNull();
    const { user = 0, idle = 0, softirq = 0 } = sample.cpu ?? {};
    for (const [value, place] of [
      [user, 0],
      [idle, 3],
      [softirq, 6],
    ] as const) {
      expect(value).toBeGreaterThanOrEqual(before[place] ?? 0);
      expect(value).toBeLessThanOrEqual(after[place] ?? 0);
    }
    const real = readdirSync('/sys/class/net').filter(
      (name) => !/^(lo|veth|docker|br-|virbr|tap|dummy|sit|tunl|ifb)/.test(name),
    );
    expect([...sample.interfaces.keys()].sort()).toEqual(expect.arrayContaining(real.slice(0, 10).sort()));
    expect(sample.interfaces.has('lo')).toBe(false);
    loop.endInput();
    expect(await loop.ended).toBe(0);
  });

  test(`M4 ${shell.join(' ')}: says how full the disks are, as df does`, async () => {
    const loop = startLoop(shell);
    const disks = readDiskUse(await loop.ask('disks'));
    const root = disks.find(({ mount }) => mount === '/');
    const [, used, available] =
      /\s(\d+)\s+(\d+)\s+\d+%\s+\/$/m.exec(spawnSync('df', ['-kP', '/'], { encoding: 'utf8' }).stdout) ?? [];
    expect(root?.used).toBeCloseTo((Number(used) / (Number(used) + Number(available))) * 100, 0);
    await loop.ask('shares');
    loop.endInput();
    await loop.ended;
  });

  test(`M4 ${shell.join(' ')}: starts no process for a sample, and does what it is not asked for not at all`, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'pitwall-nothing-'));
    const loop = startLoop(shell, { PATH: folder });
    loop.say('17 ; touch canary\n\nsample\n18 $(touch canary)\n');
    expect(readServerSample(await loop.ask('sample')).cpu).not.toBeNull();
    expect(readdirSync(folder)).toEqual([]);
    rmSync(folder, { recursive: true });
    loop.endInput();
    expect(await loop.ended).toBe(0);
  });

  // busybox has a df of its own, which it takes whatever the PATH says.
  const hanging = shell[0] === 'busybox' ? it.skip : test;
  hanging(`M4 ${shell.join(' ')}: goes on although df hangs on a share that is gone`, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'pitwall-hanging-'));
    const pidFile = join(folder, 'pid');
    writeFileSync(join(folder, 'df'), `#!/bin/sh\n[ -e ${pidFile} ] && exit\necho $$ >${pidFile}\nexec sleep 600\n`);
    chmodSync(join(folder, 'df'), 0o755);
    const loop = startLoop(shell, { ...process.env, PATH: `${folder}:${process.env.PATH}` });
    let answered = false;
    const answer = loop.ask('disks').then(() => {
      answered = true;
    });
    for (let turn = 0; turn < 5 || !existsSync(pidFile); turn += 1)
      expect(readServerSample(await loop.ask('sample')).load).not.toBeNull();
    expect(answered).toBe(false);
    while (readFileSync(pidFile, 'utf8').trim() === '') await loop.ask('sample');
    process.kill(Number(readFileSync(pidFile, 'utf8')));
    await answer;
    loop.endInput();
    await loop.ended;
    rmSync(folder, { recursive: true });
  });

  test(`M4 ${shell.join(' ')}: ends when nobody reads it any more`, async () => {
    const loop = startLoop(shell);
    await loop.ask('sample');
    loop.closeOutput();
    void loop.ask('sample');
    void loop.ask('sample');
    await loop.ended;
  });
});

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pitwall-loop-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it.skipIf(spawnSync('shellcheck', ['--version']).status !== 0)(
  'M4 the loop is POSIX sh that shellcheck has nothing against',
  () => {
    const path = join(folder, 'loop.sh');
    writeFileSync(path, `#!/bin/sh\n${resourceLoop}`);
    // 2034: fields that are read past. 2030, 2031: a variable of a pipe's own process is meant to be that.
    const { stdout, status } = spawnSync('shellcheck', ['-e', 'SC2034,SC2030,SC2031', path], { encoding: 'utf8' });
    expect([status, stdout]).toEqual([0, '']);
  },
);
