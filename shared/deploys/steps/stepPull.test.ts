import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createStepBench, type StepBench } from '../../../resources/runner/testing/stepBench.ts';
import { Revision } from '../../ids.ts';

let bench: StepBench;
beforeEach(async () => {
  bench = await createStepBench();
});
afterEach(() => bench.dispose());

const headOf = () => bench.git(bench.checkout, 'rev-parse', 'HEAD');
const clean = () => bench.git(bench.checkout, 'status', '--porcelain');
const text = (name: string) => readFileSync(join(bench.checkout, name), 'utf8');
const gitFile = (name: string) => join(bench.checkout, '.git', name);

const blames = async (revision: Revision, cause: string, words: string) => {
  const before = headOf();
  const { code, facts, log } = await bench.run('pull', revision);
  expect([code, facts.cause, log.includes(words) || log]).toEqual([1, cause, true]);
  expect(headOf()).toBe(before);
  return facts;
};

describe('D1 pull', () => {
  it('brings the checkout to exactly the revision, though the branch has gone on', async () => {
    const wanted = bench.commit({ 'app.py': 'two\n', 'lib/a.py': null, 'lib/b.py': 'b\n' });
    bench.commit({ 'app.py': 'three\n' });
    const { code, log } = await bench.run('pull', wanted);
    expect([code, headOf(), clean()]).toEqual([0, wanted, '']);
    expect(text('app.py')).toBe('two\n');
    expect(log).toContain(`the checkout is at ${wanted}`);
    expect(existsSync(gitFile('pitwall-merge'))).toBe(false);
    expect((await bench.run('pull', wanted)).log).toContain('already');
  });

  it('takes a branch whose name is a command for a name', async () => {
    bench.dispose();
    bench = await createStepBench({ branch: `x;touch$\{IFS}pwned/$(touch$IFS-pwned)'"&` });
    const wanted = bench.commit({ 'app.py': 'two\n' });
    expect((await bench.run('preflight', wanted)).log).toContain('everything is in place');
    const { code, log } = await bench.run('pull', wanted);
    expect([code, headOf()], log).toEqual([0, wanted]);
    expect(existsSync(bench.at('pwned'))).toBe(false);
  });

  it('fetches neither tags nor other branches', async () => {
    const wanted = bench.commit({ 'app.py': 'two\n' });
    bench.git(bench.at('work'), 'push', '--quiet', 'origin', 'HEAD:refs/heads/other', 'HEAD:refs/tags/v2');
    await bench.run('pull', wanted);
    expect(bench.git(bench.checkout, 'for-each-ref', '--format=%(refname)')).toBe(
      'refs/heads/main\nrefs/remotes/origin/HEAD\nrefs/remotes/origin/main',
    );
  });

  it('refuses a revision that origin no longer has on the branch', async () => {
    const lost = bench.commit({ 'app.py': 'lost\n' });
    bench.git(bench.at('work'), 'reset', '--quiet', '--hard', 'HEAD~1');
    bench.commit({ 'app.py': 'other\n' });
    await blames(lost, 'force-pushed', 'was force-pushed after the deploy was confirmed');
    await blames(Revision.parse('d'.repeat(40)), 'force-pushed', 'force-pushed');
  });

  it('says that the checkout is past the revision', async () => {
    const wanted = bench.commit({ 'app.py': 'two\n' });
    bench.commit({ 'app.py': 'three\n' });
    bench.git(bench.checkout, 'pull', '--quiet', '--ff-only');
    expect(await blames(wanted, 'checkout-ahead', 'is 1 commits past')).toMatchObject({ count: '1' });
  });

  it('says that the checkout has commits of its own', async () => {
    bench.write(join(bench.checkout, 'hotfix.py'), 'hot\n');
    bench.git(bench.checkout, 'add', '--all');
    bench.git(bench.checkout, 'commit', '--quiet', '--message', 'Hotfix by hand');
    const wanted = bench.commit({ 'app.py': 'two\n' });
    await blames(wanted, 'diverged', 'Hotfix by hand');
  });

  it('leaves a file that git does not know where it is, and names it', async () => {
    bench.write(join(bench.checkout, 'local.cfg'), 'mine\n');
    const wanted = bench.commit({ 'local.cfg': 'theirs\n' });
    await blames(wanted, 'untracked-in-the-way', 'local.cfg');
    expect(text('local.cfg')).toBe('mine\n');
    expect(existsSync(gitFile('pitwall-merge'))).toBe(false);
  });

  it('meets a file that was changed after preflight looked', async () => {
    const wanted = bench.commit({ 'app.py': 'two\n' });
    bench.write(join(bench.checkout, 'app.py'), 'mine\n');
    await blames(wanted, 'dirty-tree', 'app.py');
    expect(text('app.py')).toBe('mine\n');
  });

  it('meets a lock of the index that is not its own', async () => {
    const wanted = bench.commit({ 'app.py': 'two\n' });
    bench.write(gitFile('index.lock'), '');
    await blames(wanted, 'index-lock', 'git is at work in');
    expect(existsSync(gitFile('index.lock'))).toBe(true);
  });

  it('meets a lock of the ref', async () => {
    const wanted = bench.commit({ 'app.py': 'two\n' });
    bench.write(gitFile('refs/remotes/origin/main.lock'), '');
    await blames(wanted, 'ref-lock', 'main.lock');
  });

  it('misses the branch at origin', async () => {
    bench.git(bench.at('origin'), 'update-ref', '-d', 'refs/heads/main');
    await blames(bench.first, 'branch-gone', 'has no branch main any more');
  });

  it('misses origin', async () => {
    renameSync(bench.at('origin'), bench.at('origin-moved'));
    await blames(bench.first, 'origin-gone', 'is not a repository that can be read');
  });

  it('is asked for a password by a real HTTP origin, and asks nobody', async () => {
    bench.git(bench.checkout, 'remote', 'set-url', 'origin', bench.settings.health.appUrl.replace('//', '//dana@'));
    bench.http.status = 401;
    bench.http.challenge = true;
    const facts = await blames(bench.first, 'origin-password', 'wants a password or a key');
    expect(facts.url).toBe(bench.settings.health.appUrl);
  });

  it.each([
    ['origin-host-key', 'Host key verification failed.'],
    ['origin-password', 'git@git.example: Permission denied (publickey).'],
    ['origin-unreachable', 'ssh: connect to host git.example port 22: Connection timed out'],
  ])('tells %s by what ssh says', async (cause, words) => {
    writeFileSync(bench.at('bin', 'ssh'), `#!/bin/sh\necho '${words}' >&2\nexit 255\n`);
    chmodSync(bench.at('bin', 'ssh'), 0o755);
    bench.git(bench.checkout, 'remote', 'set-url', 'origin', 'git@git.example:shop/orders.git');
    await blames(bench.first, cause, words);
  });

  it('cannot reach a port where nobody listens', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    server.close();
    await once(server, 'close');
    const port = typeof address === 'object' ? address?.port : 0;
    bench.git(bench.checkout, 'remote', 'set-url', 'origin', `http://127.0.0.1:${port}/orders.git`);
    await blames(bench.first, 'origin-unreachable', 'cannot reach origin');
  });

  it('does nothing once another run has taken over', async () => {
    const wanted = bench.commit({ 'app.py': 'two\n' });
    bench.write(bench.at('run', 'epoch'), '2\n');
    expect((await bench.run('pull', wanted)).code).toBe(76);
    expect(headOf()).toBe(bench.first);
  });

  describe('after a run that was killed while it updated the checkout', () => {
    const half = (from: Revision, to: Revision) => bench.write(gitFile('pitwall-merge'), `from=${from}\nto=${to}\n`);

    it('finishes the update, though files are half new, unknown to git, and the index is locked', async () => {
      const second = bench.commit({ 'app.py': 'two\n', 'new.py': 'new\n', 'lib/a.py': null });
      const third = bench.commit({ 'app.py': 'three\n' });
      bench.git(bench.checkout, 'fetch', '--quiet', 'origin');
      half(bench.first, second);
      bench.write(gitFile('index.lock'), 'torn');
      bench.write(join(bench.checkout, 'app.py'), 'tw');
      bench.write(join(bench.checkout, 'new.py'), 'ne');
      const found = await bench.run('preflight', third);
      expect([found.code, found.log.includes('was interrupted while it updated')], found.log).toEqual([0, true]);
      expect(text('app.py')).toBe('tw');
      const { code, log } = await bench.run('pull', third);
      expect([code, headOf(), clean()], log).toEqual([0, third, '']);
      expect([text('app.py'), text('new.py'), existsSync(join(bench.checkout, 'lib/a.py'))]).toEqual([
        'three\n',
        'new\n',
        false,
      ]);
      expect(existsSync(gitFile('pitwall-merge'))).toBe(false);
      expect(readFileSync(gitFile('pitwall-interrupted.patch'), 'utf8')).toContain('+tw');
    });

    it('does not take anybody’s own work for its own', async () => {
      const second = bench.commit({ 'app.py': 'two\n' });
      bench.git(bench.checkout, 'fetch', '--quiet', 'origin');
      half(bench.first, second);
      bench.write(join(bench.checkout, 'VERSION'), 'by hand\n');
      const { code, facts, log } = await bench.run('preflight', second);
      expect([code, facts.cause, log.includes('VERSION')]).toEqual([1, 'dirty-tree', true]);
    });

    it('does not believe a mark that does not fit HEAD', async () => {
      const second = bench.commit({ 'app.py': 'two\n' });
      const third = bench.commit({ 'app.py': 'three\n' });
      half(second, third);
      bench.write(join(bench.checkout, 'app.py'), 'by hand\n');
      expect((await bench.run('preflight', third)).facts).toMatchObject({ cause: 'dirty-tree' });
      half(Revision.parse('0'.repeat(40)), bench.first);
      mkdirSync(gitFile('odd'), { recursive: true });
      bench.write(gitFile('pitwall-merge'), `from=$(touch pwned)\nto=;id\n`);
      expect((await bench.run('preflight', third)).facts).toMatchObject({ cause: 'dirty-tree' });
      expect(existsSync(bench.at('pwned'))).toBe(false);
    });

    it('comes through a kill at any moment without anybody’s help', async () => {
      const files = Object.fromEntries(
        Array.from({ length: 150 }, (_, n) => [`many/${n}.txt`, `new ${n}\n`.repeat(200)]),
      );
      let wanted = bench.first;
      for (let round = 0; round < 5; round += 1) {
        wanted = bench.commit({ ...files, VERSION: `round ${round}\n` });
        for (const name of Object.keys(files)) files[name] = `${files[name]}round ${round}\n`;
        bench.own();
        const child = bench.spawnStep('pull', wanted);
        const begun = () => existsSync(gitFile('pitwall-merge')) || child.exitCode !== null;
        while (!begun()) await new Promise((done) => setImmediate(done));
        await new Promise((done) => setTimeout(done, round * 4));
        const closed = once(child, 'close');
        process.kill(-(child.pid ?? 0), 'SIGKILL');
        await closed;
        const next = await bench.run('preflight', wanted);
        expect(next.code, next.log).toBe(0);
        const { code, log } = await bench.run('pull', wanted);
        expect([code, headOf(), clean()], log).toEqual([0, wanted, '']);
      }
    }, 120_000);
  });
});
