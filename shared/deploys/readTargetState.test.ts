import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EnvironmentSettings } from '../projects/environment.ts';
import { readTargetState } from './readTargetState.ts';
import { targetStateCommand } from './targetStateCommand.ts';

let folder = '';
const git = (where: string, ...args: readonly string[]) =>
  execFileSync('git', ['-C', where, '-c', 'user.name=Sample', '-c', 'user.email=sample@example.invalid', ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  }).trim();

const commit = (subject: string) => {
  git(join(folder, 'work'), 'commit', '--allow-empty', '-q', '-m', subject);
  git(join(folder, 'work'), 'push', '-q', 'origin', 'HEAD');
  return git(join(folder, 'work'), 'rev-parse', 'HEAD');
};

const settingsFor = (branch: string): EnvironmentSettings =>
  ({
    repositoryPath: join(folder, 'check out'),
    appPath: join(folder, 'app'),
    branch,
    unit: 'sample.service',
  }) as EnvironmentSettings;

const read = (settings: EnvironmentSettings) => {
  const asked = Date.now();
  const output = execFileSync('sh', ['-s'], {
    input: targetStateCommand(settings, 'nonce-1'),
    encoding: 'utf8',
    cwd: folder,
  });
  return readTargetState(output, 'nonce-1', settings, { asked, answered: Date.now() });
};

const state = (settings: EnvironmentSettings) => {
  const reading = read(settings);
  if (!reading.ok) throw new Error(reading.message);
  return reading.state;
};

const byRef = (a: string, b: string) => (a.slice(41) < b.slice(41) ? -1 : 1);

const markRunning = (revision: string) =>
  writeFileSync(join(folder, 'app', '.pitwall-revision'), `revision=${revision}\nrun=x\nat=1764000000000\n`);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pitwall-target-'));
  execFileSync('git', ['init', '-q', '--bare', '-b', 'main', join(folder, 'origin')]);
  execFileSync('git', ['clone', '-q', join(folder, 'origin'), join(folder, 'work')], { stdio: 'ignore' });
  git(join(folder, 'work'), 'checkout', '-q', '-b', 'main');
  mkdirSync(join(folder, 'app'));
  commit('first');
  execFileSync('git', ['clone', '-q', join(folder, 'origin'), join(folder, 'check out')], { stdio: 'ignore' });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('reading a target', () => {
  it('D11 says what runs, what the head is and the commits in between', () => {
    const running = git(join(folder, 'check out'), 'rev-parse', 'HEAD');
    markRunning(running);
    const second = commit('second');
    const third = commit('third <b>with</b> $(touch pwned) \u202e');
    const seen = state(settingsFor('main'));
    expect(seen.running).toBe(running);
    expect(seen.runningSubject).toBe('first');
    expect(seen.runningSince).toBe(1764000000000);
    expect(seen.head).toBe(third);
    expect(seen.headSubject).toBe('third <b>with</b> $(touch pwned) \u202e');
    expect(seen.commits.map((each) => each.revision)).toEqual([third, second]);
    expect(seen.removed).toBe(0);
    expect(Math.abs(seen.clockSkew)).toBeLessThan(60_000);
  });

  it('changes neither the checkout nor a ref that a deploy uses', () => {
    const checkout = join(folder, 'check out');
    const before = git(checkout, 'show-ref');
    const second = commit('second');
    state(settingsFor('main'));
    const own = `${second} refs/pitwall/plan/main`;
    expect(git(checkout, 'show-ref').split('\n')).toEqual([...before.split('\n'), own].sort(byRef));
    expect(git(checkout, 'status', '--porcelain')).toBe('');
  });

  it('counts commits that run but are gone from the branch', () => {
    const lost = commit('to be lost');
    git(join(folder, 'check out'), 'pull', '-q');
    markRunning(lost);
    git(join(folder, 'work'), 'reset', '-q', '--hard', 'HEAD~1');
    git(join(folder, 'work'), 'push', '-q', '-f', 'origin', 'HEAD');
    expect(state(settingsFor('main')).removed).toBe(1);
  });

  it('T2 counts commits from what was there whole, after a copy that did not finish', () => {
    const whole = git(join(folder, 'check out'), 'rev-parse', 'HEAD');
    const second = commit('second');
    git(join(folder, 'check out'), 'pull', '-q');
    const marker = join(folder, 'app', '.pitwall-revision');
    writeFileSync(marker, `incomplete=yes\nfrom=${whole}\nto=${second}\nrun=x\n`);
    const seen = state(settingsFor('main'));
    expect([seen.running, seen.commits.map((each) => each.revision)]).toEqual([null, [second]]);
  });

  it('T1 says that the commits cannot be told where what runs is gone from the checkout', () => {
    markRunning('4f2a9c1d'.repeat(5));
    commit('second');
    expect(state(settingsFor('main'))).toMatchObject({ commits: [], truncated: true });
  });

  it('takes a branch named like a command for a name only', () => {
    const branch = '$(touch$IFS$9pwned)';
    git(join(folder, 'work'), 'checkout', '-q', '-b', branch);
    const head = commit('on a hostile branch');
    expect(state(settingsFor(branch)).head).toBe(head);
    expect(existsSync(join(folder, 'pwned'))).toBe(false);
  });

  it('does not claim a revision that a broken copy left half-way', () => {
    writeFileSync(join(folder, 'app', '.pitwall-revision'), 'incomplete\n');
    const reading = read(settingsFor('main'));
    expect(reading.ok && reading.incomplete).toBe(true);
    expect(reading.ok && reading.state.running).toBeNull();
  });

  it('names a branch that origin does not have, and a checkout that is none', () => {
    expect(read(settingsFor('nowhere'))).toMatchObject({ ok: false, data: { cause: 'fetch' } });
    rmSync(join(folder, 'check out'), { recursive: true });
    expect(read(settingsFor('main'))).toMatchObject({ ok: false, data: { cause: 'repository' } });
    expect(existsSync(join(folder, 'check out'))).toBe(false);
  });

  it.runIf(process.platform === 'linux')('is not stopped by the lock of a look that was killed', () => {
    const settings = settingsFor('main');
    expect(state(settings).head).toBe(git(join(folder, 'work'), 'rev-parse', 'HEAD'));
    const lock = join(folder, 'check out', '.git', 'refs', 'pitwall', 'plan', 'main.lock');
    writeFileSync(lock, '');
    const head = commit('second');
    expect(state(settings).head).toBe(head);
    expect(existsSync(lock)).toBe(false);
  });

  it.runIf(process.platform === 'linux')(
    'takes turns when many look at once: every one of them reads the new head',
    async () => {
      const settings = settingsFor('main');
      // git holds a ref's lock while this hook runs; whoever wants it meanwhile fails.
      const hook = join(folder, 'check out', '.git', 'hooks', 'reference-transaction');
      writeFileSync(hook, '#!/bin/sh\n[ "$1" != prepared ] || sleep 0.2\n', { mode: 0o755 });
      const head = commit('second');
      const looks = await Promise.all(
        Array.from({ length: 4 }, async () => {
          const shell = spawn('sh', ['-s'], { cwd: folder, stdio: ['pipe', 'pipe', 'ignore'] });
          shell.stdin.end(targetStateCommand(settings, 'nonce-1'));
          return readTargetState(await text(shell.stdout), 'nonce-1', settings, { asked: 0, answered: 0 });
        }),
      );
      expect(looks.map((reading) => (reading.ok ? reading.state.head : reading.message))).toEqual(
        looks.map(() => head),
      );
    },
  );

  it('says what git found wrong with origin, and not the advice that git adds', () => {
    rmSync(join(folder, 'origin'), { recursive: true });
    const reading = read(settingsFor('main'));
    expect(reading.ok ? '' : reading.message).toMatch(
      /^The target could not fetch branch main from origin: fatal: '.*\/origin' does not appear to be a git repository/,
    );
  });

  it('takes a cut or foreign answer for trouble, never for a state', () => {
    const settings = settingsFor('main');
    const whole = execFileSync('sh', ['-s'], {
      input: targetStateCommand(settings, 'nonce-1'),
      encoding: 'utf8',
      cwd: folder,
    });
    const times = { asked: 0, answered: 0 };
    fc.assert(
      fc.property(fc.nat(whole.length - 12), (length) => {
        expect(readTargetState(whole.slice(0, length), 'nonce-1', settings, times).ok).toBe(false);
      }),
    );
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(readTargetState(text, 'nonce-1', settings, times).ok).toBe(false);
      }),
    );
  });
});
