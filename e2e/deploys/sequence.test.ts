import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { groundSkips, type ProvingGround, startProvingGround } from '../proving-ground/provingGround.ts';
import { expectDeployed, expectLockFree, folderState, gate, inStep, runningVersion } from './groundTruth.ts';
import { type Laptop, newLaptop, type Pitwall } from './laptop.ts';

const { noGround } = await groundSkips();

let staging: ProvingGround;
let production: ProvingGround;
let laptop: Laptop;
let pitwall: Pitwall;
beforeAll(async () => {
  laptop = newLaptop();
  [staging, production, pitwall] = await Promise.all([
    startProvingGround(),
    startProvingGround(),
    laptop.startPitwall(),
  ]);
});
afterAll(async () => {
  await laptop?.[Symbol.asyncDispose]();
  await Promise.all([staging?.stop(), production?.stop()]);
});

/** Pushes the main branch of one ground's developer to the other ground's origin. */
const pushOn = async (from: ProvingGround, to: ProvingGround) => {
  const bundle = ({ path, paths }: ProvingGround) => path(`${paths.home}/main.bundle`);
  await from.mustExec(`git -C ${from.paths.developer} bundle create -q ${from.paths.home}/main.bundle main`, {
    user: 'deploy',
  });
  writeFileSync(bundle(to), readFileSync(bundle(from)));
  await to.mustExec(
    `cd ${to.paths.developer} && git pull -q --ff-only ${to.paths.home}/main.bundle main && git push -q origin main`,
    { user: 'deploy' },
  );
};

describe.skipIf(noGround)('D1 the staged deploy', () => {
  it('D1 brings a revision to staging, then the same one to production, with a log for each step', async () => {
    const project = await pitwall.addProject();
    const [onStaging, onProduction] = [
      await pitwall.addEnvironment(staging.settings({ name: 'Staging', tier: 'staging' }), {
        project,
        hostKey: staging.ssh.hostKey(),
      }),
      await pitwall.addEnvironment(production.settings(), { project, hostKey: production.ssh.hostKey() }),
    ];
    await staging.commit({ message: 'Count orders', files: { 'docs/orders.md': 'orders are counted\n' } });
    const revision = await staging.commit({ message: 'Weigh orders', files: { 'docs/weights.md': 'in grams\n' } });
    await pushOn(staging, production);

    for (const [ground, environment] of [
      [staging, onStaging],
      [production, onProduction],
    ] as const) {
      const before = await pitwall.client.deploys.plan({ environment });
      expect(before).toMatchObject({
        revision,
        target: { head: revision, headSubject: 'Weigh orders', unitState: 'active' },
      });
      expect(before.target.commits.map(({ subject }) => subject)).toEqual(['Weigh orders', 'Count orders']);
      expect(before.concerns.filter(({ level }) => level === 'stop')).toEqual([]);

      const run = await pitwall.deploy(environment);
      expect(run.revision).toBe(revision);
      await expectDeployed(ground, pitwall, run);
      expect(run.probes.map(({ hop, verdict }) => `${hop} ${verdict}`)).toEqual(['app up', 'nginx up', 'public up']);
      const offsets = run.steps.map(({ logOffset }) => logOffset ?? -1);
      expect(offsets).toEqual([...offsets].sort((a, b) => a - b));
      expect(offsets[0]).toBe(0);
      expect(run.steps.every(({ duration }) => duration !== null && duration >= 0)).toBe(true);

      const after = await pitwall.client.deploys.plan({ environment });
      expect(after.target).toMatchObject({ running: revision, checkout: revision, commits: [], lockedBy: null });
    }
    const { runs } = await pitwall.client.deploys.history({ project, environment: null, before: null, limit: 10 });
    expect(runs.map(({ environmentName, outcome }) => `${environmentName} ${outcome?.kind}`)).toEqual([
      'Production succeeded',
      'Staging succeeded',
    ]);
  });

  it('D1 deploys the next revision over it, removes what it no longer has and keeps what is excluded', async () => {
    const environment = await pitwall.addEnvironment(staging.settings(), { hostKey: staging.ssh.hostKey() });
    await staging.mustExec(`echo SECRET=1 > ${staging.paths.app}/.env`, { user: 'deploy' });
    await staging.commit({ files: { 'docs/weights.md': null } });
    const run = await pitwall.deploy(environment);
    expect(run.outcome?.kind).toBe('succeeded');
    const files = await folderState(staging);
    expect(files).not.toContain('weights.md');
    expect(files).toContain('./docs/orders.md');
    expect(files).toContain('./.env');
    await staging.mustExec(`rm ${staging.paths.app}/.env`);
    await expectDeployed(staging, pitwall, run);
  });

  it('D4 says "cancelled" of a cancelled run and leaves the app folder as it was', async () => {
    const environment = await pitwall.addEnvironment(staging.settings(), { hostKey: staging.ssh.hostKey() });
    await staging.commit();
    const [before, version] = [await folderState(staging), await runningVersion(staging)];
    const { text, hold, release } = gate(staging);
    await hold();
    const undo = await staging.faults.duringPull(text);
    const run = await pitwall.start(environment);
    await inStep(pitwall, run, 'pull');
    await pitwall.client.deploys.cancel({ run: run.id });
    const ended = await pitwall.ended(run);
    expect(ended.outcome).toMatchObject({ kind: 'cancelled', step: 'pull' });
    expect(ended.steps.map(({ state }) => state)).toEqual([
      'passed',
      'cancelled',
      'skipped',
      'skipped',
      'skipped',
      'skipped',
    ]);
    expect(await folderState(staging)).toBe(before);
    expect(await runningVersion(staging)).toBe(version);
    await expectLockFree(staging);
    await release();
    await undo();
    await expectDeployed(staging, pitwall, await pitwall.deploy(environment));
  });
});
