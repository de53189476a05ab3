import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { monotonicFactory } from 'ulid';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { createTargetRunner } from '../../electron/backend/deploys/targetRunner.ts';
import { createRange } from '../../electron/backend/range/createRange.ts';
import type { ServerName } from '../../electron/backend/range/rangePaths.ts';
import { eventually } from '../../electron/backend/range/testing/eventually.ts';
import { serverOf } from '../../electron/backend/range/testing/practiceClient.ts';
import { type OpenRange, openRange, resourcesDir } from '../../electron/backend/range/testing/rangeBed.ts';
import { connectSsh } from '../../electron/backend/ssh/connectSsh.ts';
import { SshError, type SshSession } from '../../electron/backend/ssh/sshSession.ts';
import { pathsCommand, readPaths } from '../../shared/connections/pathsStage.ts';
import { readSudo, sudoCommand } from '../../shared/connections/sudoStage.ts';
import { readTools, toolsCommand } from '../../shared/connections/toolsStage.ts';
import { readUnits, unitsCommand } from '../../shared/connections/unitsStage.ts';
import { type FailureCode, isFailureCode } from '../../shared/deploys/failureCauses.ts';
import { readTargetState } from '../../shared/deploys/readTargetState.ts';
import { readRunnerEvents } from '../../shared/deploys/runnerEvents.ts';
import { targetStateCommand } from '../../shared/deploys/targetStateCommand.ts';
import { Revision, RunId } from '../../shared/ids.ts';
import { EnvironmentSettings, type StepName } from '../../shared/projects/environment.ts';
import type { RangeFaultName } from '../../shared/range/contract.ts';
import { type RemoteCommand, sh } from '../../shared/remote/remoteCommand.ts';

const runner = createTargetRunner(readFileSync(join(resourcesDir, 'runner', 'pitwall-runner.sh'), 'utf8'));
const newRun = monotonicFactory();
const signal = new AbortController().signal;

let bed: OpenRange;
beforeAll(async () => {
  bed = await openRange();
});
afterAll(async () => {
  await bed.end();
});

const settingsOf = (name: ServerName): EnvironmentSettings => {
  const environment = bed.project()?.environments.find((known) => known.name === name);
  const settings = EnvironmentSettings.parse(environment);
  // The range waits 15 s for health; that a fault is a fault shows sooner.
  return { ...settings, health: { ...settings.health, timeoutSeconds: 2 } };
};

/** Signs in as Pitwall does: with the environment's key, against the pinned host key. */
const connect = (settings: EnvironmentSettings, known?: Buffer): Promise<SshSession> =>
  connectSsh({
    target: settings.ssh,
    hostKeys: {
      pinned: (host, port) => {
        const key = known ?? bed.hostKeys.get(`${host}:${port}:ssh-ed25519`);
        return key === undefined ? [] : [{ type: 'ssh-ed25519', key, since: 0 }];
      },
    },
    secret: () => null,
    homeDir: bed.dataDir,
    env: {},
    clock: bed.deps.clock,
  });

const within = async <T>(settings: EnvironmentSettings, work: (session: SshSession) => Promise<T>): Promise<T> => {
  const session = await connect(settings);
  try {
    return await work(session);
  } finally {
    session.end();
  }
};

const start = async (session: SshSession, settings: EnvironmentSettings, revision: Revision): Promise<RunId> => {
  const id = RunId.parse(newRun());
  await runner.start(
    session,
    { id, settings, revision, actor: 'test@here', createdAt: Date.now() } as Parameters<typeof runner.start>[1],
    signal,
  );
  return id;
};

interface Ended {
  readonly exit: number | null;
  readonly step: StepName | null;
  readonly cause: FailureCode | null;
  readonly log: string;
}

const endOf = async (session: SshSession, id: RunId): Promise<Ended> => {
  const read = async (file: 'log' | 'events') => {
    const bytes: Buffer[] = [];
    await runner.follow(session, { id, file, offset: 0 }, (chunk) => void bytes.push(chunk), signal);
    return Buffer.concat(bytes);
  };
  const [log, events] = await Promise.all([read('log'), read('events')]);
  const { exit, step } = await runner.status(session, id, signal);
  const fact = readRunnerEvents(events).find((event) => event.verb === 'fact' && event.name === 'cause');
  const cause = fact?.verb === 'fact' ? fact.value : undefined;
  return { exit, step, cause: isFailureCode(cause) ? cause : null, log: log.toString('utf8') };
};

const head = async (): Promise<Revision> => {
  const { revision } = await bed.range.addCommit();
  return Revision.parse(revision);
};

const deploy = async (name: ServerName, revision: Revision): Promise<Ended> => {
  const settings = settingsOf(name);
  return within(settings, async (session) => endOf(session, await start(session, settings, revision)));
};

describe('a deploy to the practice range', () => {
  it('D1 runs the whole sequence on staging and then on production', async () => {
    const revision = await head();
    for (const name of ['staging', 'production'] as const) {
      const before = serverOf(bed, name).version;
      const { exit, cause, log } = await deploy(name, revision);
      expect([exit, cause], log).toEqual([0, null]);
      expect(log).toContain(`the app folder holds ${revision}`);
      expect(log).toMatch(/pass 3 of 3: app and nginx answer 200, main process 5\d{6}/);
      expect(serverOf(bed, name).version).not.toBe(before);
    }
    const versions = bed.range.state().servers.map(({ version }) => version);
    expect(versions[0]).toBe(versions[1]);
  });

  it('D11 says what runs there, and what would come', async () => {
    const settings = settingsOf('staging');
    const next = await head();
    const nonce = randomUUID();
    const { stdout } = await within(settings, (session) =>
      session.exec(sh`sh -s`, { stdin: targetStateCommand(settings, nonce) }),
    );
    const now = Date.now();
    const reading = readTargetState(stdout.toString(), nonce, settings, { asked: now, answered: now });
    if (!reading.ok) throw new Error(reading.message);
    expect(reading.state).toMatchObject({ head: next, removed: 0, unitState: 'active' });
    expect(reading.state.running).toBe(reading.state.checkout);
    expect(reading.state.commits.map((commit) => commit.revision)).toEqual([next]);
  });

  it('D2 waits for Pitwall when it is restarted in mid-run, and then ends well', async () => {
    const settings = settingsOf('staging');
    const revision = await head();
    const id = await within(settings, (session) => start(session, settings, revision));
    // Preflight asks systemctl, and nobody answers now.
    await bed.range.end();
    const range = createRange(bed.deps);
    await range.resume();
    bed = { ...bed, range, end: async () => range.end().then(bed.remove) };
    const { exit, log } = await within(settings, (session) => endOf(session, id));
    expect(exit, log).toBe(0);
  });

  it('D2 goes on when Pitwall is killed in mid-run, and ends well when it is started again', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'pitwall killed-'));
    const pitwall = spawn(process.execPath, [fileURLToPath(new URL('./rangeProcess.ts', import.meta.url)), dataDir], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = once(pitwall, 'exit');
    onTestFinished(() => {
      pitwall.kill('SIGKILL');
      rmSync(dataDir, { recursive: true, force: true });
    });
    const told = JSON.parse(String(await once(pitwall.stdout, 'data'))) as {
      readonly settings: EnvironmentSettings;
      readonly hostKey: string;
      readonly revision: Revision;
    };
    const settings = EnvironmentSettings.parse(told.settings);
    const known = Buffer.from(told.hostKey, 'base64');
    const session = await connect(settings, known);
    const id = await start(session, settings, told.revision);
    pitwall.kill('SIGKILL');
    await ended;
    expect(await session.closed).toMatchObject({ kind: 'connection-lost' });

    const again = await openRange({ dataDir });
    const next = await connect(settings, known);
    const { exit, log } = await endOf(next, id);
    next.end();
    await again.end();
    expect(exit, log).toBe(0);
  });

  it('passes every stage of "Test connection"', async () => {
    const settings = settingsOf('production');
    const ask = (command: RemoteCommand) =>
      within(settings, async (session) => (await session.exec(command)).stdout.toString());
    expect(readTools(await ask(toolsCommand), Date.now()).state).toBe('passed');
    const sudo = readSudo(await ask(sudoCommand(settings)), settings);
    expect(sudo).toMatchObject({ state: 'passed', copy: null });
    expect(readUnits(await ask(unitsCommand(settings)), settings).state).toBe('passed');
    const paths = readPaths(await ask(pathsCommand(settings)), settings);
    expect(paths.found.join('\n')).toContain('origin has main at');
    expect(paths.state, paths.found.join('\n')).not.toBe('failed');
  });
});

describe('a fault of the practice range', () => {
  const expected: readonly (readonly [RangeFaultName, StepName, FailureCode])[] = [
    ['no-sudo-rule', 'preflight', 'sudo-rule'],
    ['dirty-checkout', 'preflight', 'dirty-tree'],
    ['disk-full', 'preflight', 'disk-space'],
    ['nginx-config-broken', 'preflight', 'nginx-config'],
    ['app-dies-at-start', 'health', 'unit-failed'],
    ['app-returns-500', 'health', 'app-down'],
    ['slow-app', 'health', 'app-down'],
  ];

  it.each(expected)('D13 %s stops a deploy at %s', async (fault, step, cause) => {
    const revision = await head();
    await bed.range.setFault('staging', fault, true);
    const failed = await deploy('staging', revision);
    expect({ ...failed, log: '' }, failed.log).toEqual({ exit: 1, step, cause, log: '' });
    await bed.range.setFault('staging', fault, false);
    const mended = await deploy('staging', revision);
    expect(mended.exit, mended.log).toBe(0);
  });

  it('no-sudo-rule: the lines that preflight names are all that is missing', async () => {
    await bed.range.setFault('staging', 'no-sudo-rule', true);
    const settings = settingsOf('staging');
    const { log } = await deploy('staging', await head());
    const lines = [...log.matchAll(/on the target: (pitwall ALL=.*)$/gm)].map(([, line]) => line);
    expect(lines).toHaveLength(3);
    const sudoers = join(bed.dataDir, 'range', 'staging', 'etc', 'sudoers.d', 'pitwall');
    await within(settings, (session) => session.exec(sh`cat >${sudoers}`, { stdin: `${lines.join('\n')}\n` }));
    expect((await deploy('staging', await head())).exit).toBe(0);
    await bed.range.setFault('staging', 'no-sudo-rule', false);
  });

  it('disk-full: a copy that comes as far as rsync fails as on a full disk', async () => {
    await bed.range.setFault('staging', 'disk-full', true);
    const settings = settingsOf('staging');
    await within(settings, async (session) => {
      const from = join(bed.dataDir, 'range', 'staging', 'home', 'big');
      const result = await session.exec(
        sh`mkdir -p ${from} && head -c 100000 /dev/urandom >${from}/file && rsync -rltE -- ${from}/ ${settings.appPath}/`,
      );
      expect([result.code, result.stderr.toString()]).toEqual([11, expect.stringContaining('No space left on device')]);
    });
    await bed.range.setFault('staging', 'disk-full', false);
  });

  it('host-key-changed stops Pitwall before anything is sent', async () => {
    await bed.range.setFault('staging', 'host-key-changed', true);
    const outcome = await connect(settingsOf('staging')).catch((error: unknown) => error);
    expect(outcome instanceof SshError && outcome.failure.kind).toBe('host-key-changed');
    await bed.range.setFault('staging', 'host-key-changed', false);
    await eventually('the known key is back', () =>
      connect(settingsOf('staging')).then(
        (session) => {
          session.end();
          return true;
        },
        () => false,
      ),
    );
  });
});
