import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runnerPath } from '../../resources/runner/testing/runnerHome.ts';
import { RunId } from '../ids.ts';
import { type RemoteCommand, sh } from '../remote/remoteCommand.ts';
import {
  RUNNER_MISSING,
  readRunnerOwner,
  readRunnerStatus,
  runBundle,
  runnerCancelCommand,
  runnerFollowCommand,
  runnerInstallCommand,
  runnerOwnerCommand,
  runnerStartCommand,
  runnerStatusCommand,
} from './runnerCommands.ts';

const text = readFileSync(runnerPath, 'utf8');
const sha256 = createHash('sha256').update(text).digest('hex');
const id = RunId.parse('01HZ0000000000000000000000');

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "pitwall o'home-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const env = () => ({ PATH: process.env.PATH, HOME: folder });
const run = (command: RemoteCommand, input = '') => spawnSync('sh', ['-c', command], { input, env: env() });

describe('installing the runner', () => {
  it('says by one exit code that it is not there, and is there after', () => {
    expect(run(runnerStatusCommand(sha256, id)).status).toBe(RUNNER_MISSING);
    expect(run(runnerInstallCommand(sha256), text).status).toBe(0);
    const status = run(runnerStatusCommand(sha256, id));
    expect([status.status, readRunnerStatus(status.stdout.toString())?.state]).toEqual([0, 'absent']);
    expect(readRunnerOwner(run(runnerOwnerCommand(sha256, 'shop')).stdout.toString())).toBeNull();
    expect(statSync(join(folder, '.pitwall')).mode & 0o777).toBe(0o700);
    expect(statSync(join(folder, '.pitwall', 'bin', `runner-${sha256}`)).mode & 0o777).toBe(0o700);
  });

  it('refuses a text that was cut or changed on the way, and leaves nothing of it', () => {
    for (const wrong of [text.slice(0, -1), '', `${text}\n`])
      expect(run(runnerInstallCommand(sha256), wrong).status).toBe(65);
    expect(readdirSync(join(folder, '.pitwall', 'bin'))).toEqual([]);
  });

  it('may be done ten times at once', async () => {
    const codes = await Promise.all(
      Array.from({ length: 10 }, () => {
        const child = spawn('sh', ['-c', runnerInstallCommand(sha256)], { env: env() });
        child.stdin.end(text);
        return new Promise((done) => child.once('close', done));
      }),
    );
    expect(codes).toEqual(codes.map(() => 0));
    expect(readdirSync(join(folder, '.pitwall', 'bin'))).toEqual([`runner-${sha256}`]);
  });

  it('says that the home cannot be written', () => {
    expect(
      spawnSync('sh', ['-c', runnerInstallCommand(sha256)], {
        input: text,
        env: { ...env(), PITWALL_HOME: '/proc/no' },
      }).status,
    ).toBe(74);
  });
});

describe('the commands', () => {
  it('hold nothing but constants and what was checked', () => {
    const bad = 'x; touch pwned' as RunId;
    expect(() => runnerStartCommand(sha256, bad, 'shop')).toThrow(RangeError);
    expect(() => runnerStartCommand(sha256, id, '../shop')).toThrow(RangeError);
    expect(() => runnerStatusCommand('abc', id)).toThrow(RangeError);
    expect(() => runnerFollowCommand(sha256, { id, file: 'log', offset: -1 })).toThrow(RangeError);
    expect(() => runnerFollowCommand(sha256, { id, file: 'log', offset: Number.NaN })).toThrow(RangeError);
    for (const command of [runnerStartCommand(sha256, id, 'shop'), runnerCancelCommand(sha256, id)]) {
      expect(command).not.toMatch(/[\n\\!]/);
      expect(command.length).toBeLessThan(300);
    }
  });

  it('put the steps into a bundle in their order, and nobody’s name can break out of it', () => {
    const files = runBundle(
      [
        { name: 'preflight', limitSeconds: 60, script: sh`true` },
        { name: 'sync', limitSeconds: 0.5, script: sh`false` },
      ],
      { actor: 'a\nlimit.sync=9 b', created: 1.5 },
    );
    expect(files.map((file) => file.name)).toEqual(['meta', 'steps/01-preflight.sh', 'steps/02-sync.sh']);
    expect(files[0]?.text).toBe('actor=a%0Alimit.sync%3D9%20b\ncreated=2\nlimit.preflight=60\nlimit.sync=1\n');
  });
});

describe('reading the answers', () => {
  it('takes a cut answer for none', () => {
    const whole = 'state=running\nstep=sync\nlog=12\nevents=34\ndetach=setsid\ncancel=yes\nidle=3\nstopped=yes\nend=\n';
    expect(readRunnerStatus(whole)).toEqual({
      state: 'running',
      exit: null,
      reason: null,
      step: 'sync',
      logBytes: 12,
      eventsBytes: 34,
      cancelRequested: true,
      pruned: false,
      orphan: false,
      idleSeconds: 3,
      stopped: true,
      detach: 'setsid',
    });
    for (let length = 0; length < whole.length - 'end='.length; length += 1)
      expect(readRunnerStatus(whole.slice(0, length))).toBeNull();
    expect(() => readRunnerOwner('run=01HZ\nactor=a')).toThrow(RangeError);
    expect(readRunnerOwner('run=01HZ\nactor=A%20B\nsince=5\nstep=sync\nend=\n')).toEqual({
      run: '01HZ',
      actor: 'A B',
      since: 5,
      step: 'sync',
    });
  });

  it('takes any text without complaint', () => {
    fc.assert(fc.property(fc.string(), (answer) => void readRunnerStatus(answer)));
    fc.assert(fc.property(fc.string(), (answer) => void readRunnerOwner(`${answer}\nend=\n`)));
    expect(existsSync(join(folder, 'pwned'))).toBe(false);
  });
});
