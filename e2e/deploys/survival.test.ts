import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EnvironmentId } from '../../shared/ids.ts';
import { groundSkips, type ProvingGround, startProvingGround } from '../proving-ground/provingGround.ts';
import { waitUntil } from '../proving-ground/waitUntil.ts';
import {
  expectDeployed,
  expectLockFree,
  expectLogExact,
  folderState,
  gate,
  inStep,
  runningVersion,
} from './groundTruth.ts';
import { type Laptop, newLaptop, type Pitwall } from './laptop.ts';

const { noGround, noVps } = await groundSkips();

let ground: ProvingGround;
let laptop: Laptop;
let pitwall: Pitwall;
let environment: EnvironmentId;
beforeAll(async () => {
  laptop = newLaptop();
  [ground, pitwall] = await Promise.all([startProvingGround(), laptop.startPitwall()]);
  environment = await pitwall.addEnvironment(ground.settings(), { hostKey: ground.ssh.hostKey() });
});
afterAll(async () => {
  await laptop?.[Symbol.asyncDispose]();
  await ground?.stop();
});

/** Starts a run of a new revision that prints 20,000 lines in its pull step, waits there, and prints 20,000 more when it is released. */
const startHeld = async () => {
  await ground.commit();
  const { text, hold, release } = gate(ground);
  await hold();
  const undo = await ground.faults.duringPull(`seq 1 20000 >&2; ${text}; seq 20001 40000 >&2`);
  const run = await pitwall.start(environment);
  await inStep(pitwall, run, 'pull');
  await waitUntil('the first half has been printed', async () => {
    const [size] = (await ground.mustExec(`wc -c < ~/.pitwall/runs/${run.id}/log`, { user: 'deploy' })).split('\n');
    return Number(size) > 100_000;
  });
  return { run, release, undo };
};

describe.skipIf(noGround)('D2 a run outlives what follows it', () => {
  it('D2 goes on when Pitwall is killed, and Pitwall comes back to the same run at the right byte', async () => {
    const { run, release, undo } = await startHeld();
    await waitUntil(
      'some of the log is here',
      async () => (await pitwall.client.deploys.run({ run: run.id })).logBytes > 0,
    );
    await pitwall.kill();
    pitwall = await laptop.startPitwall();
    const back = await pitwall.client.deploys.summary({ project: run.projectId });
    expect(back).toMatchObject([{ environment, active: { id: run.id, state: 'running', revision: run.revision } }]);
    await release();
    await expectDeployed(ground, pitwall, await pitwall.ended(run));
    expect((await pitwall.logOf(run)).toString('utf8')).toContain('\n39999\n40000\n');
    await undo();
  });

  it('D2 is over when Pitwall comes back late: its end and its log are read from the target', async () => {
    const { run, release, undo } = await startHeld();
    await pitwall.kill();
    await release();
    await waitUntil(
      'the target has its verdict',
      async () => (await ground.exec(`test -e ~/.pitwall/runs/${run.id}/exit`, { user: 'deploy' })).code === 0,
    );
    pitwall = await laptop.startPitwall();
    await expectDeployed(ground, pitwall, await pitwall.ended(run));
    await undo();
  });

  it('D2 goes on when the SSH session is killed: the loss is shown, then the follower is back', async () => {
    const { run, release, undo } = await startHeld();
    const lost = waitUntil('the loss is shown', async () => {
      const { following } = await pitwall.client.deploys.run({ run: run.id });
      return following.state === 'lost' ? following : null;
    });
    await ground.faults.killSessions();
    expect((await lost).message).toMatch(/connection/i);
    await waitUntil(
      'it is followed again',
      async () => (await pitwall.client.deploys.run({ run: run.id })).following.state === 'live',
    );
    await release();
    await expectDeployed(ground, pitwall, await pitwall.ended(run));
    await undo();
  });
});

describe.skipIf(noGround)('D4 a run whose runner is gone', () => {
  const expectInterrupted = async (run: Awaited<ReturnType<typeof startHeld>>['run']) => {
    const ended = await pitwall.ended(run);
    expect(ended.outcome).toMatchObject({ kind: 'interrupted', step: 'pull' });
    expect(ended.outcome?.reason).toBeTruthy();
    expect(ended.outcome?.act).toBeTruthy();
    expect(ended.steps.map(({ state }) => state)).toEqual([
      'passed',
      'interrupted',
      'skipped',
      'skipped',
      'skipped',
      'skipped',
    ]);
    await expectLogExact(ground, pitwall, ended);
    await expectLockFree(ground);
  };

  it('D4 is interrupted at its step when the runner is killed, the target is as it was, and the next run is fine', async () => {
    const [before, version] = [await folderState(ground), await runningVersion(ground)];
    const { run, release, undo } = await startHeld();
    expect(await ground.faults.killRunner()).toBe(1);
    await expectInterrupted(run);
    expect(await folderState(ground)).toBe(before);
    expect(await runningVersion(ground)).toBe(version);
    // The step is still at work there; the next run ends it and needs nobody to clean up.
    await undo();
    await expectDeployed(ground, pitwall, await pitwall.deploy(environment));
    await release();
  });

  it.skipIf(noVps)('D4 is interrupted at its step by a power cut in mid-run, and the next run is fine', async () => {
    const before = await folderState(ground);
    const { run, release, undo } = await startHeld();
    await ground.powerCut();
    await ground.boot();
    await expectInterrupted(run);
    expect(await folderState(ground)).toBe(before);
    await release();
    await undo();
    await expectDeployed(ground, pitwall, await pitwall.deploy(environment));
  });

  it.skipIf(noVps)('D4 is interrupted at its step by a reboot, also when Pitwall was killed meanwhile', async () => {
    const { run, release, undo } = await startHeld();
    await pitwall.kill();
    await ground.reboot();
    pitwall = await laptop.startPitwall();
    await expectInterrupted(run);
    await release();
    await undo();
    await expectDeployed(ground, pitwall, await pitwall.deploy(environment));
  });
});
