import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { groundSkips, type ProvingGround, startProvingGround } from '../proving-ground/provingGround.ts';
import { expectDeployed, gate, inStep } from './groundTruth.ts';
import { type Laptop, newLaptop, type Pitwall } from './laptop.ts';

const { noGround } = await groundSkips();

let ground: ProvingGround;
let laptop: Laptop;
let pitwall: Pitwall;
beforeAll(async () => {
  laptop = newLaptop();
  [ground, pitwall] = await Promise.all([startProvingGround(), laptop.startPitwall()]);
});
afterAll(async () => {
  await laptop?.[Symbol.asyncDispose]();
  await ground?.stop();
});

const addEnvironment = () => pitwall.addEnvironment(ground.settings(), { hostKey: ground.ssh.hostKey() });

describe.skipIf(noGround)('D3 one target, many who want it', () => {
  it('D3 lets one of ten deploys run; nine change nothing and say by whom it is held', async () => {
    const environments = [];
    for (let count = 0; count < 10; count += 1) environments.push(await addEnvironment());
    await ground.commit();
    const { text, hold, release } = gate(ground);
    await hold();
    const undo = await ground.faults.duringPull(text);
    const runs = await Promise.all(environments.map(pitwall.start));
    const first = await Promise.race(
      runs.map((run) => inStep(pitwall, run, 'pull').catch(() => new Promise<never>(() => {}))),
    );
    const others = await Promise.all(runs.filter(({ id }) => id !== first.id).map(pitwall.ended));
    expect(others).toHaveLength(9);
    for (const { outcome, steps } of others) {
      expect(outcome).toMatchObject({ kind: 'failed-before-switch', cause: 'locked' });
      expect(outcome?.reason).toContain(first.actor);
      expect(outcome?.left).toBeTruthy();
      expect(steps.every(({ state }) => state === 'skipped')).toBe(true);
    }
    const elsewhere = environments.find((environment) => environment !== first.environmentId);
    if (elsewhere === undefined) throw new Error('There must be nine others.');
    const { target, concerns } = await pitwall.client.deploys.plan({ environment: elsewhere });
    expect(target.lockedBy).toMatchObject({ run: first.id, actor: first.actor, step: 'pull' });
    expect(concerns.some(({ level, message }) => level === 'stop' && message.includes(first.actor))).toBe(true);
    await release();
    await expectDeployed(ground, pitwall, await pitwall.ended(first));
    await undo();
  });

  it('D3 refuses a second deploy of the environment while one is going on, and says which', async () => {
    const environment = await addEnvironment();
    await ground.commit();
    const { text, hold, release } = gate(ground);
    await hold();
    const undo = await ground.faults.duringPull(text);
    const run = await pitwall.start(environment);
    await inStep(pitwall, run, 'pull');
    const again = {
      environment,
      revision: run.revision,
      subject: '',
      previous: null,
      request: randomUUID(),
      confirm: null,
    };
    await expect(pitwall.client.deploys.start(again)).rejects.toMatchObject({
      code: 'BUSY',
      data: { run: run.id, by: run.actor, step: 'pull' },
    });
    await release();
    await expectDeployed(ground, pitwall, await pitwall.ended(run));
    await undo();
  });

  it('D2 runs once what is launched twenty times', async () => {
    const environment = await addEnvironment();
    const revision = await ground.commit();
    const undo = await ground.faults.duringPull('echo ran >> ~/launched');
    const asked = { environment, revision, subject: 'x', previous: null, request: randomUUID(), confirm: null };
    const runs = await Promise.all(Array.from({ length: 20 }, () => pitwall.client.deploys.start(asked)));
    const [run] = runs;
    if (run === undefined) throw new Error('Twenty were asked for.');
    expect(new Set(runs.map(({ id }) => id))).toEqual(new Set([run.id]));
    await expectDeployed(ground, pitwall, await pitwall.ended(run));
    expect(await ground.mustExec('cat ~/launched', { user: 'deploy' })).toBe('ran\n');
    await undo();
  });

  it('D3 shows a second laptop who deploys, since when and in which step', async () => {
    const environment = await addEnvironment();
    await ground.commit();
    const { text, hold, release } = gate(ground);
    await hold();
    const undo = await ground.faults.duringPull(text);
    const run = await pitwall.start(environment);
    await inStep(pitwall, run, 'pull');
    await using other = newLaptop();
    const theirs = await other.startPitwall();
    const there = await theirs.addEnvironment(ground.settings(), { hostKey: ground.ssh.hostKey() });
    const { target } = await theirs.client.deploys.plan({ environment: there });
    expect(target.lockedBy).toMatchObject({ run: run.id, actor: run.actor, step: 'pull' });
    expect(Math.abs((target.lockedBy?.since ?? 0) - run.createdAt)).toBeLessThan(60_000);
    await release();
    await expectDeployed(ground, pitwall, await pitwall.ended(run));
    await undo();
  });
});
