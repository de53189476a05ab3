import type { ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { deploySteps } from '../../shared/deploys/deploySteps.ts';
import { decideOutcome } from '../../shared/deploys/outcome.ts';
import { runnerAppId } from '../../shared/deploys/runnerAppId.ts';
import {
  RUNNER_MISSING,
  readRunnerStatus,
  runBundle,
  runnerFollowCommand,
  runnerInstallCommand,
  runnerStartCommand,
  runnerStatusCommand,
} from '../../shared/deploys/runnerCommands.ts';
import { readRunnerEvents } from '../../shared/deploys/runnerEvents.ts';
import { runProgress } from '../../shared/deploys/runProgress.ts';
import type { Revision } from '../../shared/ids.ts';
import type { RemoteCommand } from '../../shared/remote/remoteCommand.ts';
import { bundleTar, newRunId, runnerPath } from './testing/runnerHome.ts';
import { createStepBench, type StepBench } from './testing/stepBench.ts';

const text = readFileSync(runnerPath, 'utf8');
const sha256 = createHash('sha256').update(text).digest('hex');

let bench: StepBench;
beforeEach(async () => {
  bench = await createStepBench();
});
afterEach(() => bench.dispose());

const remote = (command: RemoteCommand): ChildProcess => bench.spawnCommand(command);
const call = async (command: RemoteCommand, input: Buffer | string = '') => {
  const child = remote(command);
  const closed = once(child, 'close');
  child.stdin?.end(input);
  const out = child.stdout === null ? Buffer.alloc(0) : await buffer(child.stdout);
  const [code] = (await closed) as [number | null];
  return { code, out };
};

const deploy = async (revision: Revision) => {
  const id = newRunId();
  const steps = deploySteps(bench.settings, { revision });
  const bundle = await bundleTar(runBundle(steps, { actor: 'lead@laptop', created: 1 }));
  const start = runnerStartCommand(sha256, id, runnerAppId(bench.settings));
  bench.own();
  let started = await call(start, bundle);
  if (started.code === RUNNER_MISSING) {
    expect((await call(runnerInstallCommand(sha256), text)).code).toBe(0);
    started = await call(start, bundle);
  }
  expect([started.code, started.out.toString()]).toEqual([0, 'launched\n']);
  const [log, events] = await Promise.all([
    call(runnerFollowCommand(sha256, { id, file: 'log', offset: 0 })),
    call(runnerFollowCommand(sha256, { id, file: 'events', offset: 0 })),
  ]);
  const journal = readRunnerEvents(events.out);
  const status = readRunnerStatus((await call(runnerStatusCommand(sha256, id))).out.toString());
  return {
    log: log.out.toString(),
    journal,
    status,
    outcome: decideOutcome({ events: journal, status, cancelRequested: false, probes: [], now: 0 }),
    states: runProgress(steps, journal, status).map((step) => step.state),
  };
};

describe('D1 a whole deploy, run by the runner', () => {
  it('puts the new revision into the app folder, restarts, reloads and finds it healthy', async () => {
    const wanted = bench.commit({ 'app.py': 'two\n', 'lib/a.py': null });
    const { log, outcome, states, status, journal } = await deploy(wanted);
    expect(outcome, log).toMatchObject({ kind: 'succeeded' });
    expect(states).toEqual(['passed', 'passed', 'passed', 'passed', 'passed', 'passed']);
    expect(bench.read(join(bench.app, 'app.py'))).toBe('two\n');
    expect(bench.read(join(bench.app, '.pitwall-revision'))).toContain(`revision=${wanted}\n`);
    expect(bench.read(bench.at('stand-in', 'done'))).toBe('restart orders-api\nreload nginx\n');
    expect(status).toMatchObject({ state: 'exited', exit: 0, reason: 'done', logBytes: Buffer.byteLength(log) });
    expect(journal.find((event) => event.verb === 'exit')).toMatchObject({ off: Buffer.byteLength(log) });

    const again = await deploy(wanted);
    expect(again.outcome, again.log).toMatchObject({ kind: 'succeeded' });
    expect(again.log).toContain('already');
  });

  it('stops before the switch when preflight finds something, and leaves the target as it was', async () => {
    const wanted = bench.commit({ 'app.py': 'two\n' });
    bench.write(bench.at('stand-in', 'nginx-broken'), '');
    const { outcome, states } = await deploy(wanted);
    expect(outcome).toMatchObject({
      kind: 'failed-before-switch',
      step: 'preflight',
      cause: 'nginx-config',
      left: expect.stringContaining('Nothing was changed'),
    });
    expect(states).toEqual(['failed', 'skipped', 'skipped', 'skipped', 'skipped', 'skipped']);
    expect(existsSync(join(bench.app, 'app.py'))).toBe(false);
    expect(bench.git(bench.checkout, 'rev-parse', 'HEAD')).toBe(bench.first);
  });

  it('says what is left when the new revision does not become healthy', async () => {
    const wanted = bench.commit({ 'app.py': 'broken\n' });
    bench.write(
      bench.at('stand-in', 'units', 'orders-api', 'restart'),
      `sed -i -e 's/^MainPID=.*/MainPID=0/' -e 's/^ActiveState=.*/ActiveState=failed/' -e 's/^SubState=.*/SubState=failed/' "$STAND_IN/units/orders-api/properties"\n`,
    );
    bench.write(bench.at('stand-in', 'journal'), 'ImportError: no module named orders\n');
    const { outcome, log } = await deploy(wanted);
    expect(outcome).toMatchObject({
      kind: 'failed-after-switch',
      step: 'health',
      cause: 'unit-failed',
      reason: 'The app was started and died: orders-api is failed (failed). The log has the end of its journal.',
      left: 'The new files are in the app folder, and the app was restarted with them.',
    });
    expect(log).toContain('ImportError');
  });
});
