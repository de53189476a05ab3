import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createStepBench, type StepBench } from '../../../resources/runner/testing/stepBench.ts';

let bench: StepBench;
beforeEach(async () => {
  bench = await createStepBench();
});
afterEach(() => bench.dispose());

const preflight = (changed?: Partial<StepBench['settings']>) =>
  bench.run('preflight', bench.first, { ...bench.settings, ...changed });

describe('D13 preflight', () => {
  it('passes on a target that has everything, and changes nothing', async () => {
    const files = () =>
      execFileSync('find', [bench.checkout, bench.app, '-printf', '%p %s %T@\n'], { encoding: 'utf8' });
    bench.own();
    const before = files();
    const { code, log, facts } = await preflight();
    expect(log).toContain('everything is in place');
    expect(log).toContain('orders-api is active (running)');
    expect([code, facts]).toEqual([0, {}]);
    expect(files()).toBe(before);
    expect(existsSync(bench.at('pwned'))).toBe(false);
  });

  it('names every missing tool', async () => {
    mkdirSync(bench.at('few'));
    for (const tool of ['sh', 'git', 'curl', 'nginx', 'od', 'tr', 'sed'])
      symlinkSync(
        execFileSync('sh', ['-c', `command -v ${tool}`], { encoding: 'utf8', env: bench.env }).trim(),
        bench.at('few', tool),
      );
    bench.env.PATH = bench.at('few');
    const { code, facts, log } = await preflight();
    expect(code).toBe(1);
    expect(facts).toMatchObject({ cause: 'tool-missing' });
    expect(facts.tools).toContain('rsync');
    expect(log).toContain('pitwall: The target lacks rsync');
  });

  it('says all that is wrong, and blames the first', async () => {
    bench.write(join(bench.checkout, 'app.py'), 'by hand\n');
    bench.write(bench.at('stand-in', 'nginx-broken'), '');
    bench.properties('orders-api', { LoadState: 'masked' });
    const { code, facts, log } = await preflight();
    expect(code).toBe(1);
    expect(facts).toEqual({ cause: 'dirty-tree', path: bench.checkout, count: '1', problems: '3' });
    expect(log).toContain('app.py\n');
    expect(log).toContain('systemd on the target knows no unit orders-api (masked)');
    expect(log).toContain('unknown directive');
    expect(log).toContain('nginx -t refuses the configuration');
  });

  describe('of the checkout', () => {
    const blames = async (cause: string, words: string, changed?: Partial<StepBench['settings']>) => {
      const { code, facts, log } = await preflight(changed);
      expect([code, facts.cause]).toEqual([1, cause]);
      expect(log).toContain(words);
      return facts;
    };

    it('misses the folder', () =>
      blames('repository-missing', 'There is no folder', { repositoryPath: '/nowhere/to be found' }));
    it('misses git in it', async () => {
      mkdirSync(bench.at('plain'));
      await blames('not-a-repository', 'is not a git work tree', { repositoryPath: bench.at('plain') });
    });
    it('takes no bare repository', () =>
      blames('not-a-repository', 'is not a git work tree', { repositoryPath: bench.at('origin') }));
    it('takes no folder inside of a work tree', () =>
      blames('repository-subfolder', bench.checkout, { repositoryPath: join(bench.checkout, 'lib') }));
    it('explains whose it is when git distrusts it', async () => {
      if (process.getuid?.() !== 0) return console.info('Skipped: only root can give a folder to somebody else');
      bench.own();
      for (const path of [bench.checkout, join(bench.checkout, '.git')]) chownSync(path, 0, 0);
      const child = bench.spawnStep('preflight', bench.first);
      const code = await new Promise((done) => child.once('close', done));
      const { facts, log } = bench.result(code as number);
      expect(facts).toMatchObject({ cause: 'repository-owner', owner: 'root', user: 'deploy' });
      expect(log).toContain('it belongs to root');
    });
    it('may not write', async () => {
      bench.own();
      chmodSync(join(bench.checkout, '.git', 'objects'), 0o500);
      await blames('repository-not-writable', 'deploy may not write to the checkout');
    });
    it('is on no branch', async () => {
      bench.git(bench.checkout, 'switch', '--quiet', '--detach');
      await blames('detached-head', 'detached HEAD');
    });
    it('is on another branch', async () => {
      bench.git(bench.checkout, 'switch', '--quiet', '--create', 'hotfix/$(id)');
      expect(await blames('other-branch', 'is on branch hotfix/$(id), not on main')).toMatchObject({
        current: 'hotfix/$(id)',
      });
    });
    it.each([
      ['merge', 'MERGE_HEAD'],
      ['rebase', 'rebase-merge'],
      ['cherry-pick', 'CHERRY_PICK_HEAD'],
      ['revert', 'REVERT_HEAD'],
      ['bisect', 'BISECT_LOG'],
    ])('is in the middle of a %s', async (what, file) => {
      bench.write(join(bench.checkout, '.git', file), `${bench.first}\n`);
      await blames('unfinished-merge', `in the middle of a ${what}`);
    });
    it('holds a lock of the index', async () => {
      bench.write(join(bench.checkout, '.git', 'index.lock'), '');
      await blames('index-lock', `rm ${join(bench.checkout, '.git', 'index.lock')}`);
    });
    it('was changed by hand: edited, removed, staged', async () => {
      bench.write(join(bench.checkout, 'app.py'), 'by hand\n');
      rmSync(join(bench.checkout, 'VERSION'));
      bench.write(join(bench.checkout, 'new.py'), 'new\n');
      bench.git(bench.checkout, 'add', 'new.py');
      expect(await blames('dirty-tree', 'has 3 changed files')).toMatchObject({ count: '3' });
    });
    it('may hold files that git does not know, and touched ones', async () => {
      bench.write(join(bench.checkout, 'notes.txt'), 'mine\n');
      bench.write(join(bench.checkout, 'app.py'), 'one\n');
      expect((await preflight()).code).toBe(0);
    });
    it('has no origin', async () => {
      bench.git(bench.checkout, 'remote', 'remove', 'origin');
      await blames('no-origin', 'has no remote named origin');
    });
  });

  describe('of the app folder', () => {
    it('is missing', async () => {
      expect((await preflight({ appPath: '/nowhere/app' })).facts).toMatchObject({ cause: 'app-missing' });
    });
    it('may not be written', async () => {
      bench.own();
      chmodSync(bench.app, 0o500);
      expect((await preflight()).facts).toMatchObject({ cause: 'app-not-writable', user: 'deploy' });
    });
    it('is a system folder behind a link', async () => {
      symlinkSync('/tmp', bench.at('link'));
      expect((await preflight({ appPath: bench.at('link') })).facts).toMatchObject({
        cause: 'app-unsafe',
        real: '/tmp',
      });
    });
    it('is the user’s home', async () => {
      expect((await preflight({ appPath: bench.at('home') })).facts).toMatchObject({ cause: 'app-unsafe' });
    });
    it('lies in the checkout, also behind a link', async () => {
      mkdirSync(join(bench.checkout, 'deployed'));
      symlinkSync(join(bench.checkout, 'deployed'), bench.at('link'));
      expect((await preflight({ appPath: bench.at('link') })).facts).toMatchObject({ cause: 'app-in-repository' });
    });
    it('holds the checkout', async () => {
      expect((await preflight({ appPath: bench.root })).facts).toMatchObject({ cause: 'app-in-repository' });
    });
  });

  describe('of the disk', () => {
    const small = async (options: string, fill: (disk: string) => void) => {
      const disk = bench.at('disk');
      mkdirSync(disk);
      try {
        execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', disk], { stdio: 'pipe' });
      } catch {
        console.info('Skipped: a small disk cannot be mounted here');
        return null;
      }
      try {
        mkdirSync(join(disk, 'app'));
        fill(disk);
        bench.own();
        return (await preflight({ appPath: join(disk, 'app') })).facts;
      } finally {
        execFileSync('umount', [disk]);
      }
    };

    it('has too few bytes', async () => {
      const facts = await small('size=50m', () => {});
      if (facts !== null) expect(facts).toMatchObject({ cause: 'disk-space', free: '50', needed: '200' });
    });
    it('has too few inodes', async () => {
      const facts = await small('size=300m,nr_inodes=500', (disk) => {
        for (let made = 0; made < 20; made += 1) writeFileSync(join(disk, `file-${made}`), '');
      });
      if (facts !== null) expect(facts).toMatchObject({ cause: 'disk-inodes', needed: '1000' });
    });
  });

  describe('of systemd, sudo and nginx', () => {
    it('does not reach systemd', async () => {
      bench.write(bench.at('stand-in', 'no-systemd'), '');
      const { facts, log } = await preflight();
      expect(facts).toMatchObject({ cause: 'no-systemd' });
      expect(log).toContain('Host is down');
    });
    it('knows no such unit', async () => {
      expect((await preflight({ unit: 'order-api' })).facts).toMatchObject({
        cause: 'unit-missing',
        unit: 'order-api',
        state: 'not-found',
      });
    });
    it.each([
      ['systemctl restart orders-api', 'systemctl'],
      ['systemctl reload nginx', 'systemctl'],
      ['nginx -t', 'nginx'],
    ])('gives the exact sudoers line for %s', async (rule, tool) => {
      const rules = bench.read(bench.at('stand-in', 'sudoers')) ?? '';
      bench.write(bench.at('stand-in', 'sudoers'), rules.replace(`${rule}\n`, ''));
      const { facts, log } = await preflight();
      const line = `deploy ALL=(root) NOPASSWD: ${bench.at('bin', tool)} ${rule.slice(tool.length + 1)}`;
      expect(facts).toMatchObject({ cause: 'sudo-rule', command: rule, line });
      expect(log).toContain(line);
    });
    it('finds nginx’s configuration broken, before anything was changed', async () => {
      bench.write(bench.at('stand-in', 'nginx-broken'), '');
      expect((await preflight()).facts).toEqual({ cause: 'nginx-config', problems: '1' });
      expect(readdirSync(bench.app)).toEqual([]);
    });
    it('asks no sudo where the user is root', async () => {
      rmSync(bench.at('bin', 'sudo'));
      bench.env.AS_ROOT = 'yes';
      const { code, log } = await preflight({ ssh: { ...bench.settings.ssh, user: 'root' } });
      expect(log).toContain('everything is in place');
      expect(code).toBe(0);
    });
  });
});
