import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runProcess } from '../proving-ground/runProcess.ts';
import { root } from './pitwallProcess.ts';

/* A project of the tests' own with the real scripts and the real npm; its only package lies beside it, so that no network is needed. */

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pitwall-bootstrap-'));
  cpSync(join(root, 'scripts'), join(folder, 'scripts'), { recursive: true });
  for (const name of ['electron', 'renderer', 'shared']) mkdirSync(join(folder, name));
  writeFileSync(join(folder, 'electron.vite.config.ts'), '');
  mkdirSync(join(folder, 'node', 'bin'), { recursive: true });
  writeFileSync(join(folder, 'node', 'package.json'), JSON.stringify({ name: 'node', version: '24.0.0' }));
  symlinkSync(process.execPath, join(folder, 'node', 'bin', 'node'));
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify({ name: 'sample', version: '1.0.0', devDependencies: { node: 'file:./node' } }),
  );
  writeLock('1.0.0');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const writeLock = (version: string, more: Readonly<Record<string, unknown>> = {}): void =>
  writeFileSync(
    join(folder, 'package-lock.json'),
    JSON.stringify({
      name: 'sample',
      version,
      lockfileVersion: 3,
      requires: true,
      packages: {
        '': { name: 'sample', version, devDependencies: { node: 'file:./node' } },
        node: { version: '24.0.0', dev: true },
        'node_modules/node': { resolved: 'node', link: true },
        ...more,
      },
    }),
  );

/** Runs one function of a script in a process of its own. */
const run = (script: string, call: string, env: Readonly<Record<string, string>> = {}) =>
  runProcess(
    process.execPath,
    [
      '--input-type=module',
      '-e',
      `import * as script from ${JSON.stringify(join(folder, 'scripts', script))};
       import { runMain } from ${JSON.stringify(join(folder, 'scripts', 'expectedFailure.mjs'))};
       await runMain(async () => { await ${call}; return 0; });`,
    ],
    { env: { PATH: process.env.PATH ?? '', HOME: folder, ...env } },
  );
const ensureModules = (env?: Readonly<Record<string, string>>) =>
  run('ensureModules.mjs', 'script.ensureModules()', env);
const stamp = () => join(folder, 'node_modules', '.pitwall-stamp');

describe('packages', () => {
  it('are installed once, and again when the lock file has changed', async () => {
    const first = await ensureModules();
    expect([first.code, first.stdout]).toEqual([0, '']);
    expect(first.stderr).toContain('npm ci');
    const second = await ensureModules();
    expect([second.code, second.stdout, second.stderr]).toEqual([0, '', '']);
    writeLock('1.0.1');
    rmSync(join(folder, 'node_modules', 'node'));
    const third = await ensureModules();
    expect(third.code).toBe(0);
    expect(third.stderr).toContain('npm ci');
    expect(existsSync(join(folder, 'node_modules', 'node', 'bin', 'node'))).toBe(true);
  });

  it('are installed anew after an installation that broke off', async () => {
    await ensureModules();
    rmSync(stamp());
    rmSync(join(folder, 'node_modules', '.package-lock.json'));
    rmSync(join(folder, 'node_modules', 'node'));
    const again = await ensureModules();
    expect(again.code).toBe(0);
    expect(again.stderr).toContain('npm ci');
  });

  it('that somebody installed by hand are taken as they are', async () => {
    await runProcess('npm', ['ci', '--no-audit', '--no-fund'], {
      cwd: folder,
      env: { PATH: process.env.PATH ?? '', HOME: folder },
    });
    const found = await ensureModules();
    expect([found.code, found.stderr]).toEqual([0, '']);
    expect(existsSync(stamp())).toBe(true);
  });

  it('that cannot be fetched: says why in the last line, after npm’s own words, and tries again next time', async () => {
    const absent = { version: '1.0.0', resolved: 'http://127.0.0.1:9/absent.tgz', integrity: 'sha512-AAAA' };
    writeFileSync(
      join(folder, 'package.json'),
      JSON.stringify({ name: 'sample', version: '1.0.0', devDependencies: { node: 'file:./node', absent: '1.0.0' } }),
    );
    writeLock('1.0.0', {
      '': { name: 'sample', version: '1.0.0', devDependencies: { node: 'file:./node', absent: '1.0.0' } },
      'node_modules/absent': absent,
    });
    const env = { npm_config_registry: 'http://127.0.0.1:9/', npm_config_fetch_retries: '0' };
    for (const _time of [1, 2]) {
      const { code, stdout, stderr } = await ensureModules(env);
      expect([code, stdout]).toEqual([1, '']);
      expect(stderr).toContain('ECONNREFUSED');
      expect(stderr.trim().split('\n').at(-1)).toContain('the npm registry was not reached');
      expect(stderr).not.toContain('at async');
    }
  });

  it('without npm: one line', async () => {
    const { code, stderr } = await ensureModules({ PATH: folder });
    expect(code).toBe(1);
    expect(stderr.trim().split('\n').at(-1)).toMatch(/^npm was not found/);
  });
});

describe('the build', () => {
  const builds = () => Number(readFileSync(join(folder, 'builds'), 'utf8'));
  beforeEach(async () => {
    await ensureModules();
    // A builder that counts.
    const builder = join(folder, 'node_modules', 'electron-vite');
    mkdirSync(join(folder, 'out'));
    mkdirSync(builder, { recursive: true });
    writeFileSync(join(builder, 'package.json'), JSON.stringify({ bin: 'build.cjs' }));
    writeFileSync(
      join(builder, 'build.cjs'),
      `const fs = require('node:fs');
       if (fs.existsSync('broken')) { console.error('a syntax error'); process.exit(1); }
       fs.writeFileSync('builds', String(1 + Number(fs.existsSync('builds') ? fs.readFileSync('builds', 'utf8') : 0)));`,
    );
  });
  const ensureBuild = () => run('ensureBuild.mjs', 'script.ensureBuild()');

  it('is made when sources have changed, by their content, and only then', async () => {
    await ensureBuild();
    await ensureBuild();
    expect(builds()).toBe(1);
    writeFileSync(join(folder, 'shared', 'a.ts'), 'export const a = 1;');
    await ensureBuild();
    expect(builds()).toBe(2);
    // A checkout gives files a new time, and tests are not built.
    writeFileSync(join(folder, 'shared', 'a.ts'), 'export const a = 1;');
    writeFileSync(join(folder, 'shared', 'a.test.ts'), '');
    await ensureBuild();
    expect(builds()).toBe(2);
  });

  it('that failed shows what was said, and is made again next time', async () => {
    writeFileSync(join(folder, 'broken'), '');
    const failed = await ensureBuild();
    expect(failed.code).toBe(1);
    expect(failed.stderr).toContain('a syntax error');
    rmSync(join(folder, 'broken'));
    expect((await ensureBuild()).code).toBe(0);
    expect(builds()).toBe(1);
  });
});

describe('tools', () => {
  const tools = `[{ commands: ['sample-tool', 'other-tool'], package: 'sample-package', without: 'nothing works' }]`;
  const ensureTools = (path: string) => run('ensureTools.mjs', `script.ensureTools(${tools})`, { PATH: path });

  it('that are there are not spoken of', async () => {
    const tool = join(folder, 'other-tool');
    writeFileSync(tool, '');
    chmodSync(tool, 0o755);
    const { code, stderr } = await ensureTools(`${folder}${delimiter}${process.env.PATH}`);
    expect([code, stderr]).toEqual([0, '']);
  });

  it.skipIf(process.getuid?.() === 0)(
    'that are missing: what does not work, and the line that installs them',
    async () => {
      const { code, stderr } = await ensureTools(process.env.PATH ?? '');
      expect(code).toBe(0);
      expect(stderr).toContain('Without sample-tool nothing works.');
      expect(stderr).toContain('sample-package');
    },
  );

  it.skipIf(process.getuid?.() !== 0)(
    'that are missing are installed by root, or it says what does not work',
    async () => {
      // An apt-get of the test's own: it writes down how it was called.
      const apt = join(folder, 'apt-get');
      writeFileSync(apt, `#!/bin/sh\necho "$@" >> '${folder}/calls'\ncase "$*" in *install*) exit 100;; esac\n`);
      chmodSync(apt, 0o755);
      const { code, stderr } = await ensureTools(`${folder}${delimiter}${process.env.PATH}`);
      expect(code).toBe(0);
      if (!existsSync('/usr/bin/apt-get')) return;
      expect(readFileSync(join(folder, 'calls'), 'utf8')).toMatch(
        /-o DPkg::Lock::Timeout=400 -q update\n.*install -y --no-install-recommends sample-package/,
      );
      expect(stderr).toContain('Without sample-tool nothing works.');
    },
  );
});
