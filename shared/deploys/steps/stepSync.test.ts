import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createStepBench, type StepBench } from '../../../resources/runner/testing/stepBench.ts';
import type { Revision } from '../../ids.ts';
import type { Strategy } from '../../projects/environment.ts';

let bench: StepBench;
beforeEach(async () => {
  bench = await createStepBench();
});
afterEach(() => bench.dispose());

const inApp = (...names: readonly string[]) => join(bench.app, ...names);
const marker = () => bench.read(inApp('.pitwall-revision'));
const pulled = async (files: Readonly<Record<string, string | null>>): Promise<Revision> => {
  const revision = bench.commit(files);
  bench.git(bench.checkout, 'pull', '--quiet', '--ff-only', 'origin', bench.settings.branch);
  return revision;
};
const sync = (revision: Revision, strategy: Partial<Strategy> = {}) =>
  bench.run('sync', revision, { ...bench.settings, strategy: { ...bench.settings.strategy, ...strategy } });

describe('D1 sync', () => {
  it('makes the app folder hold the revision, and says so in it, last', async () => {
    const { code, log, facts } = await sync(bench.first);
    expect([code, facts], log).toEqual([0, { switch: 'begun' }]);
    expect(readdirSync(bench.app).sort()).toEqual(['.pitwall-revision', 'VERSION', 'app.py', 'lib']);
    expect(marker()).toMatch(new RegExp(`^revision=${bench.first}\nrun=01HZ0000000000000000000000\nat=\\d{13}\n$`));
    expect(log).toContain('app.py');
  });

  it('copies what changed, removes what is gone, and never touches what is excluded', async () => {
    await sync(bench.first);
    bench.write(inApp('.env'), 'SECRET=1\n');
    bench.write(inApp('uploads', 'a.png'), 'picture');
    bench.write(inApp('stray.txt'), 'stray');
    const second = await pulled({ 'app.py': 'two\n', 'lib/a.py': null, 'tools/run.sh': 'run\n' });
    const { code, log } = await sync(second);
    expect(code, log).toBe(0);
    expect(bench.read(inApp('app.py'))).toBe('two\n');
    expect([existsSync(inApp('lib', 'a.py')), existsSync(inApp('stray.txt')), existsSync(inApp('.git'))]).toEqual([
      false,
      false,
      false,
    ]);
    expect([bench.read(inApp('.env')), bench.read(inApp('uploads', 'a.png'))]).toEqual(['SECRET=1\n', 'picture']);
    expect(marker()).toContain(`revision=${second}\n`);
  });

  it('removes nothing unless the strategy says so', async () => {
    bench.write(inApp('stray.txt'), 'stray');
    await sync(bench.first, { delete: false });
    expect(bench.read(inApp('stray.txt'))).toBe('stray');
  });

  it('takes every exclude for a pattern, whatever it looks like', async () => {
    const exclude = ['!', '+ /.git', '- app.py', '--delete-excluded', '$(touch pwned)', '*.secret'];
    bench.write(inApp('a.secret'), 'kept');
    const { code, log } = await sync(bench.first, { exclude });
    expect(code, log).toBe(0);
    expect([existsSync(inApp('.git')), bench.read(inApp('a.secret')), existsSync(inApp('app.py'))]).toEqual([
      false,
      'kept',
      true,
    ]);
    expect(existsSync(bench.at('pwned'))).toBe(false);
  });

  it('tells two deploys within one second apart, though size and second are the same', async () => {
    await sync(bench.first);
    const second = await pulled({ VERSION: 'v2\n' });
    const at = statSync(inApp('VERSION')).mtime;
    const whole = new Date(Math.floor(at.getTime() / 1000) * 1000);
    utimesSync(inApp('VERSION'), whole, whole);
    utimesSync(join(bench.checkout, 'VERSION'), whole.getTime() / 1000 + 0.5, whole.getTime() / 1000 + 0.5);
    await sync(second);
    expect(bench.read(inApp('VERSION'))).toBe('v2\n');
  });

  it('leaves owners’ folder modes alone, keeps the executable bit and symbolic links', async () => {
    chmodSync(bench.app, 0o2775);
    mkdirSync(inApp('lib'));
    chmodSync(inApp('lib'), 0o2770);
    symlinkSync('/etc/hostname', join(bench.at('work'), 'link'));
    writeFileSync(join(bench.at('work'), 'run.sh'), '#!/bin/sh\n');
    chmodSync(join(bench.at('work'), 'run.sh'), 0o755);
    const second = await pulled({});
    expect((await sync(second)).code).toBe(0);
    expect(statSync(bench.app).mode & 0o7777).toBe(0o2775);
    expect(statSync(inApp('lib')).mode & 0o7777).toBe(0o2770);
    expect(statSync(inApp('run.sh')).mode & 0o111).toBe(0o111);
    expect(readlinkSync(inApp('link'))).toBe('/etc/hostname');
  });

  it('does not write through a link that stands where a folder must be', async () => {
    mkdirSync(bench.at('elsewhere'));
    symlinkSync(bench.at('elsewhere'), inApp('lib'));
    await sync(bench.first);
    expect(readdirSync(bench.at('elsewhere'))).toEqual([]);
    expect(bench.read(inApp('lib', 'a.py'))).toBe('a\n');
  });

  it('claims no revision while it copies, nor after it was killed; the next copy makes the folder whole', async () => {
    await sync(bench.first);
    const second = await pulled(
      Object.fromEntries(Array.from({ length: 400 }, (_, n) => [`many/${n}`, 'x'.repeat(20_000)])),
    );
    writeFileSync(
      bench.at('bin', 'rsync'),
      `#!/bin/sh\nPATH=\${PATH#*:}\nrsync "$@" & : > "$STAND_IN/copying"\nwhile [ ! -e "$STAND_IN/go" ]; do sleep 0.01; done\nwait $!\n`,
    );
    chmodSync(bench.at('bin', 'rsync'), 0o755);
    bench.own();
    const child = bench.spawnStep('sync', second);
    while (!existsSync(bench.at('stand-in', 'copying'))) await new Promise((done) => setTimeout(done, 2));
    expect(marker()).toBe(`incomplete=yes\nfrom=${bench.first}\nto=${second}\nrun=01HZ0000000000000000000000\n`);
    const closed = once(child, 'close');
    process.kill(-(child.pid ?? 0), 'SIGKILL');
    await closed;
    expect(marker()).not.toContain('revision=');
    expect(bench.result(null).facts).toMatchObject({ switch: 'begun' });

    mkdirSync(inApp('.~tmp~'));
    bench.write(inApp('.~tmp~', 'left'), 'half');
    bench.write(bench.at('stand-in', 'go'), '');
    const { code, log } = await bench.run('sync', second);
    expect([code, log.includes('was interrupted; this one makes it whole')], log).toEqual([0, true]);
    expect(marker()).toContain(`revision=${second}\n`);
    expect(existsSync(inApp('.~tmp~'))).toBe(false);
    expect(
      execFileSync('diff', [
        '-r',
        '--exclude=.git',
        '--exclude=.pitwall-revision',
        bench.checkout,
        bench.app,
      ]).toString(),
    ).toBe('');
  });

  it('copies nothing when the checkout has moved, or another run has taken over', async () => {
    const second = bench.commit({ 'app.py': 'two\n' });
    expect((await sync(second)).facts).toEqual({ cause: 'checkout-moved', path: bench.checkout });
    bench.write(bench.at('run', 'epoch'), '2\n');
    expect((await sync(bench.first)).code).toBe(76);
    expect(readdirSync(bench.app)).toEqual([]);
  });

  it('says what may not be written, before and after the switch', async () => {
    if (process.getuid?.() !== 0) return console.info('Skipped: only root can give a folder to somebody else');
    await sync(bench.first);
    const second = await pulled({ 'lib/a.py': 'changed\n' });
    const refused = async (folder: string) => {
      bench.own();
      chownSync(folder, 0, 0);
      const child = bench.spawnStep('sync', second);
      const [code] = await once(child, 'close');
      return bench.result(code);
    };
    expect(await refused(inApp('lib'))).toMatchObject({
      code: 1,
      facts: { cause: 'app-not-writable', switch: 'begun' },
    });
    expect(marker()).not.toContain('revision=');
    const { code, facts } = await refused(bench.app);
    expect([code, facts.cause, facts.switch]).toEqual([1, 'app-not-writable', undefined]);
  });

  it('tries again when files vanish under it, three times', async () => {
    writeFileSync(
      bench.at('bin', 'rsync'),
      `#!/bin/sh\necho try >> "$STAND_IN/tries"\n[ "$(wc -l < "$STAND_IN/tries")" -ge 3 ] || exit 24\nPATH=\${PATH#*:} exec rsync "$@"\n`,
    );
    chmodSync(bench.at('bin', 'rsync'), 0o755);
    expect((await sync(bench.first)).code).toBe(0);
    expect(readFileSync(bench.at('stand-in', 'tries'), 'utf8')).toBe('try\ntry\ntry\n');
    writeFileSync(bench.at('bin', 'rsync'), '#!/bin/sh\nexit 24\n');
    expect((await sync(bench.first)).facts).toMatchObject({ cause: 'rsync-vanished' });
    writeFileSync(bench.at('bin', 'rsync'), '#!/bin/sh\nexit 12\n');
    expect((await sync(bench.first)).facts).toMatchObject({ cause: 'rsync-failed', code: '12' });
  });

  it('changes no file of the app when the disk is full', async () => {
    const disk = bench.at('disk');
    mkdirSync(disk);
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', disk], { stdio: 'pipe' });
    } catch {
      return console.info('Skipped: a small disk cannot be mounted here');
    }
    try {
      mkdirSync(join(disk, 'app'));
      const appPath = join(disk, 'app');
      await bench.run('sync', bench.first, { ...bench.settings, appPath });
      const second = await pulled({ 'app.py': 'two\n', 'big.bin': 'x'.repeat(3_000_000) });
      const { code, facts, log } = await bench.run('sync', second, { ...bench.settings, appPath });
      expect([code, facts], log).toEqual([1, { switch: 'begun', cause: 'disk-full', path: appPath }]);
      expect(bench.read(join(appPath, 'app.py'))).toBe('one\n');
      expect(bench.read(join(appPath, '.pitwall-revision'))).not.toContain('revision=');
      execFileSync('sh', ['-c', 'cat /dev/zero > "$1" 2>/dev/null; true', 'sh', join(disk, 'filler')]);
      const third = await bench.run('sync', second, { ...bench.settings, appPath });
      expect(third.facts).toMatchObject({ cause: 'disk-full' });
    } finally {
      execFileSync('umount', [disk]);
    }
  });
});
