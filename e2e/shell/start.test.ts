import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { delimiter, join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { waitUntil } from '../proving-ground/waitUntil.ts';
import { openApiClient, signInByLink } from './apiClient.ts';
import {
  cleanEnv,
  type Folders,
  makeFolders,
  node24,
  READY,
  root,
  type StartedProcess,
  startProcess,
} from './pitwallProcess.ts';

let folders: Folders;
const started: StartedProcess[] = [];
beforeEach(() => {
  folders = makeFolders();
});
afterEach(async () => {
  for (const each of started.splice(0)) await each.end();
  folders.remove();
});

/** The Node that a newcomer has, where that is not ours: the scripts must run on it. */
const systemNode =
  (process.env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => !folder.includes('node_modules'))
    .map((folder) => join(folder, 'node'))
    .find((path) => existsSync(path)) ?? node24;

const start = (args: readonly string[], env: Readonly<Record<string, string>> = {}): StartedProcess => {
  const process = startProcess({
    command: systemNode,
    args: [join(root, 'scripts', 'start.mjs'), ...args],
    env: cleanEnv(folders.homeDir, env),
  });
  started.push(process);
  return process;
};
const onData = (...args: readonly string[]) => start(['--data', folders.dataDir, '--no-open', ...args]);

/** A start that must not come to anything: its exit code, and all it said. */
const refused = async (process: StartedProcess) => ({
  code: await process.exited,
  stdout: process.stdout(),
  lines: process
    .stderr()
    .trim()
    .split('\n')
    .filter((line) => !/^(Building|No desktop window)/.test(line)),
});

const answers = (origin: string) =>
  fetch(origin).then(
    ({ status }) => status,
    () => null,
  );

describe('npm start', () => {
  it('says in one line where Pitwall is, when it is ready', async () => {
    const pitwall = onData();
    const [, link = '', origin = ''] = await pitwall.line(READY);
    expect(await answers(origin)).toBe(200);
    expect(pitwall.stdout()).toBe(`Pitwall is at ${link}\n`);
    const client = await openApiClient(origin, await signInByLink(link));
    expect(await client.call.app.info()).toMatchObject({
      shell: 'browser',
      dataDir: folders.dataDir,
      vault: { kind: 'memory' },
    });
    client.close();
  });

  it.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)(
    'ends in order at %s, and so does what it started',
    async (signal) => {
      const pitwall = onData();
      const [, , origin = ''] = await pitwall.line(READY);
      expect(await pitwall.end(signal)).toBe(0);
      expect(await answers(origin)).toBeNull();
      // Nothing holds the data folder any more.
      await await onData().line(READY);
    },
  );

  it('ends in order at Ctrl-C, which a terminal sends to all of its processes at once', async () => {
    const npm = startProcess({
      command: 'npm',
      args: ['start', '--', '--data', folders.dataDir, '--no-open'],
      env: cleanEnv(folders.homeDir),
      group: true,
    });
    started.push(npm);
    const [, , origin = ''] = await npm.line(READY);
    // npm itself ends by the signal when its shell did.
    expect([0, 130, 'SIGINT']).toContain(await npm.end('SIGINT'));
    expect(npm.stderr()).not.toContain('npm error');
    expect(await answers(origin)).toBeNull();
    await onData().line(READY);
  });

  it('ends when the script that started it is gone', async () => {
    const pitwall = onData();
    await pitwall.line(READY);
    // Resolves when nobody holds the script's output any more, what it started included.
    expect(await pitwall.end('SIGKILL')).toBe('SIGKILL');
    await onData().line(READY);
  });

  it('ends when npm is told to end', async () => {
    const npm = startProcess({
      command: 'npm',
      args: ['start', '--', '--data', folders.dataDir, '--no-open'],
      env: cleanEnv(folders.homeDir),
    });
    started.push(npm);
    const [, , origin = ''] = await npm.line(READY);
    await npm.end('SIGTERM');
    await waitUntil('nobody answers any more', async () => (await answers(origin)) === null);
  });

  it('keeps its data in the user’s own folder, where nobody else may look', async () => {
    const pitwall = start(['--no-open']);
    await pitwall.line(READY);
    const dataDir = join(folders.homeDir, '.local', 'share', 'pitwall');
    expect(statSync(dataDir).mode & 0o777).toBe(0o700);
    const files = readdirSync(dataDir, { recursive: true, encoding: 'utf8' });
    expect(files).toContain('pitwall.db');
    for (const name of files) {
      // SQLite's own files for a moment, such as the journal of a backup, may be gone again.
      const found = statSync(join(dataDir, name), { throwIfNoEntry: false });
      if (found !== undefined) expect([name, found.mode & 0o077]).toEqual([name, 0]);
    }
    expect(readdirSync(folders.homeDir)).toEqual(['.local']);
  });

  it('comes back on the port of the last time, so that open pages find it', async () => {
    const first = onData();
    const [, link = '', origin = ''] = await first.line(READY);
    const token = await signInByLink(link);
    await first.end();
    const [, , again] = await onData().line(READY);
    expect(again).toBe(origin);
    const client = await openApiClient(origin, token);
    expect((await client.call.app.info()).shell).toBe('browser');
    client.close();
  });

  it('shows its options and starts nothing', async () => {
    const help = start(['--help']);
    expect(await help.exited).toBe(0);
    for (const option of ['--browser', '--port N', '--data DIR', '--no-open', '--help'])
      expect(help.stdout()).toContain(option);
    expect(help.stderr()).toBe('');
  });
});

describe('npm start refuses, in one line and with exit code 1,', () => {
  it.each([
    ['--nope', /--nope/],
    ['--port=http', /--port wants a number/],
    ['--port=70000', /--port wants a number/],
    ['more', /more/],
  ])('the option %s', async (option, words) => {
    const { code, stdout, lines } = await refused(start([option]));
    expect({ code, stdout, lines: lines.length }).toEqual({ code: 1, stdout: '', lines: 1 });
    expect(lines[0]).toMatch(words);
  });

  it('a port that another program uses', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    const { code, stdout, lines } = await refused(onData('--port', String(port)));
    other.close();
    expect({ code, stdout, lines: lines.length }).toEqual({ code: 1, stdout: '', lines: 1 });
    expect(lines[0]).toContain(`Port ${port} is in use`);
  });

  it('a second Pitwall on the same data folder, and says where the first one runs', async () => {
    const [, , origin = ''] = await onData().line(READY);
    const { code, stdout, lines } = await refused(onData());
    expect({ code, stdout, lines: lines.length }).toEqual({ code: 1, stdout: '', lines: 1 });
    const [link = ''] = /http:\/\/127\.0\.0\.1:\d+\/#[\w-]+/.exec(lines[0] ?? '') ?? [];
    expect(link).toContain(origin);
    // The link it shows signs in, and the first one goes on.
    const client = await openApiClient(origin, await signInByLink(link));
    expect((await client.call.app.info()).dataDir).toBe(folders.dataDir);
    client.close();
  });

  it('a data folder that is a file, or below one', async () => {
    writeFileSync(folders.dataDir, '');
    for (const path of [folders.dataDir, join(folders.dataDir, 'below')]) {
      const { code, stdout, lines } = await refused(start(['--no-open', '--data', path]));
      expect({ code, stdout, lines: lines.length }).toEqual({ code: 1, stdout: '', lines: 1 });
      expect(lines[0]).toContain(path);
      expect(lines[0]).toContain('--data');
    }
  });

  it('a data folder that cannot be written', async () => {
    mkdirSync(folders.dataDir, { mode: 0o500 });
    // Root may write everywhere but where nothing can be written at all.
    const path = process.getuid?.() === 0 ? '/proc/pitwall' : folders.dataDir;
    const { code, stdout, lines } = await refused(start(['--no-open', '--data', path]));
    expect({ code, stdout, lines: lines.length }).toEqual({ code: 1, stdout: '', lines: 1 });
    expect(lines[0]).toContain(path);
    chmodSync(folders.dataDir, 0o700);
  });

  it('a database of another program', async () => {
    mkdirSync(folders.dataDir, { mode: 0o700 });
    const path = join(folders.dataDir, 'pitwall.db');
    const foreign = new Database(path);
    foreign.exec("CREATE TABLE recipes (name TEXT); INSERT INTO recipes VALUES ('soup')");
    foreign.close();
    const { code, stdout, lines } = await refused(onData());
    expect({ code, stdout, lines: lines.length }).toEqual({ code: 1, stdout: '', lines: 1 });
    expect(lines[0]).toContain('pitwall.db');
    // It is left as it was.
    const after = new Database(path, { readonly: true });
    expect(after.prepare('SELECT name FROM recipes').all()).toEqual([{ name: 'soup' }]);
    after.close();
  });

  it('a database that cannot be written', async (context) => {
    const first = onData();
    await first.line(READY);
    await first.end();
    const path = join(folders.dataDir, 'pitwall.db');
    chmodSync(path, 0o400);
    if (process.getuid?.() !== 0) {
      const { code, lines } = await refused(onData());
      expect({ code, lines: lines.length }).toEqual({ code: 1, lines: 1 });
      return;
    }
    // For root a mode means nothing: the file is mounted over itself, read-only, where only this start sees it.
    const mountable = spawnSync('unshare', ['--mount', 'true']).status === 0;
    if (!mountable) return context.skip('mounts are not allowed here');
    const shell = startProcess({
      command: 'unshare',
      args: [
        '--mount',
        'sh',
        '-c',
        'mount --bind "$1" "$1" && mount -o remount,bind,ro "$1" && exec "$2" "$3" --data "$4" --no-open',
        'sh',
        path,
        systemNode,
        join(root, 'scripts', 'start.mjs'),
        folders.dataDir,
      ],
      env: cleanEnv(folders.homeDir),
    });
    started.push(shell);
    const { code, stdout, lines } = await refused(shell);
    expect({ code, stdout, lines: lines.length }).toEqual({ code: 1, stdout: '', lines: 1 });
    expect(lines[0]).toMatch(/cannot be written|read-only|writable/);
  });
});
