import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type GroundRunner, groundRunner } from './groundRunner.ts';
import { groundSkips, type ProvingGround, startProvingGround } from './proving-ground/provingGround.ts';
import { signIn } from './proving-ground/signIn.ts';
import { waitUntil } from './proving-ground/waitUntil.ts';

const { noGround, noVps } = await groundSkips();

let ground: ProvingGround;
let runner: GroundRunner;
beforeAll(async () => {
  ground = await startProvingGround();
  runner = groundRunner(ground);
  await runner.install();
});
afterAll(() => ground?.stop());

/** A step that says where it is and then stays until the file appears or half a minute is over. */
const untilReleased =
  'echo "in the step"; i=0; while [ ! -e ~/release ] && [ $i -lt 600 ]; do sleep 0.05; i=$((i+1)); done; echo "released"';
const release = () => ground.mustExec('touch ~/release', { user: 'deploy' });
const hold = () => ground.mustExec('rm -f ~/release', { user: 'deploy' });
const inStep = (id: Parameters<GroundRunner['status']>[0], step: string) =>
  waitUntil(`the run is in ${step}`, async () => (await runner.status(id)).step === step);
const verbsOf = async (id: Parameters<GroundRunner['status']>[0]) => (await runner.events(id)).map(({ verb }) => verb);

describe.skipIf(noGround)('D2 a run on the target', () => {
  it('runs its steps in order, keeps what they print and says how it ended', async () => {
    const id = runner.newId();
    const started = await runner.start(id, { preflight: 'echo first', pull: 'echo second >&2', sync: 'printf third' });
    expect(started).toMatchObject({ code: 0, stdout: expect.stringContaining('launched') });
    expect(await runner.over(id)).toMatchObject({
      state: 'exited',
      exit: 0,
      reason: 'done',
      step: 'sync',
      logBytes: 18,
    });
    expect((await runner.follow(id, 'log')).stdout).toBe('first\nsecond\nthird');
    expect((await runner.follow(id, 'log', 6)).stdout).toBe('second\nthird');
    expect(await verbsOf(id)).toEqual(['started', 'begin', 'end', 'begin', 'end', 'begin', 'end', 'exit']);
    expect(await runner.owner()).toBeNull();
  });

  it('outlives the session that started and followed it, and gives every byte to the next one', async () => {
    await hold();
    const id = runner.newId();
    const { command, stdin } = await runner.startOf(id, {
      preflight: `seq 1 20000; ${untilReleased}; seq 20001 40000`,
      pull: 'echo pulled',
    });
    expect((await signIn(ground, command, { stdin })).code).toBe(0);
    const following = signIn(ground, runner.followOf(id, 'log', 0));
    await inStep(id, 'preflight');
    await waitUntil('the step has printed', async () => (await runner.status(id)).logBytes > 100_000);
    await ground.faults.killSessions();
    const heard = await following;
    expect(heard.code).toBe(255);
    await release();
    const rest = await signIn(ground, runner.followOf(id, 'log', heard.stdout.length));
    expect(rest.code).toBe(0);
    expect(await runner.over(id)).toMatchObject({ state: 'exited', exit: 0 });
    expect(
      createHash('sha256')
        .update(heard.stdout + rest.stdout)
        .digest('hex'),
    ).toBe(await runner.logSha256(id));
  });

  it('launched twenty times at once runs once', async () => {
    const id = runner.newId();
    const launched = await Promise.all(
      Array.from({ length: 20 }, () => runner.start(id, { preflight: 'echo ran >> ~/runs-of-twenty; sleep 0.5' })),
    );
    expect(launched.map(({ code }) => code)).toEqual(Array(20).fill(0));
    expect(launched.filter(({ stdout }) => stdout.includes('launched'))).toHaveLength(1);
    expect(await runner.over(id)).toMatchObject({ state: 'exited', exit: 0 });
    expect(await ground.mustExec('cat ~/runs-of-twenty', { user: 'deploy' })).toBe('ran\n');
  });

  it('D4 leaves "interrupted at step k" and a free lock when the runner is killed, and the next run ends what it left', async () => {
    await hold();
    const id = runner.newId();
    await runner.start(id, { preflight: 'true', pull: `echo $$ > ~/orphan; ${untilReleased}`, sync: 'echo never' });
    await waitUntil(
      'the step is at work',
      async () => (await ground.exec('test -s ~/orphan', { user: 'deploy' })).code === 0,
    );
    expect(await ground.faults.killRunner()).toBe(1);
    expect(await runner.over(id)).toMatchObject({ state: 'interrupted', step: 'pull', exit: null, orphan: true });
    expect(await runner.owner()).toBeNull();
    const next = runner.newId();
    await runner.start(next, { preflight: 'kill -0 "$(cat ~/orphan)" 2>/dev/null && echo "still at work"; true' });
    expect(await runner.over(next)).toMatchObject({ state: 'exited', exit: 0 });
    expect((await runner.follow(next, 'log')).stdout).toBe('');
    expect(await runner.status(id)).toMatchObject({ state: 'interrupted', orphan: false });
  });

  it('D4 leaves "interrupted at step k" when every process of the user is killed', async () => {
    await hold();
    const id = runner.newId();
    await runner.start(id, { preflight: 'true', pull: untilReleased });
    await inStep(id, 'pull');
    await ground.faults.killUserProcesses();
    expect(await runner.over(id)).toMatchObject({ state: 'interrupted', step: 'pull' });
    // A killed process stays in sight until its new parent has buried it.
    await waitUntil('nothing of it is left', async () => !(await runner.status(id)).orphan);
    expect(await runner.owner()).toBeNull();
  });

  it('cancels a step that ignores TERM, and begins no other', async () => {
    const id = runner.newId();
    await runner.start(id, {
      preflight: "trap '' TERM; echo stubborn; while :; do sleep 0.1; done",
      pull: 'echo never',
    });
    await waitUntil('the step has begun', async () => (await runner.status(id)).logBytes > 0);
    await runner.cancel(id);
    expect(await runner.over(id)).toMatchObject({ state: 'exited', reason: 'cancelled', exit: 130 });
    expect((await runner.follow(id, 'log')).stdout).toBe('stubborn\n');
  });
});

describe.skipIf(noGround)('D3 ten runs at once on one application', () => {
  it('let one run; the nine others end and say by whom, since when and in which step it is held', async () => {
    await hold();
    const ids = Array.from({ length: 10 }, runner.newId);
    const work = `echo $PITWALL_ID >> ~/ten; ${untilReleased}`;
    await Promise.all(ids.map((id) => runner.start(id, { preflight: work })));
    const winner = (await waitUntil('one holds the lock', runner.owner)).run;
    const losers = ids.filter((id) => id !== winner);
    expect(losers).toHaveLength(9);
    for (const id of losers) {
      expect(await runner.over(id)).toMatchObject({ state: 'exited', exit: 75, reason: 'locked' });
      const locked = (await runner.events(id)).find(({ verb }) => verb === 'locked');
      expect(locked).toMatchObject({ owner: winner, actor: 'lead@laptop' });
    }
    expect(await runner.owner()).toMatchObject({ run: winner, actor: 'lead@laptop', step: 'preflight' });
    await release();
    expect(await runner.over(winner as (typeof ids)[number])).toMatchObject({ state: 'exited', exit: 0 });
    expect(await ground.mustExec('cat ~/ten', { user: 'deploy' })).toBe(`${winner}\n`);
  });
});

describe.skipIf(noVps)('D2 a run and its machine', () => {
  it('is interrupted at its step by a power cut, ten times of ten, and the next run needs no clean-up', async () => {
    await hold();
    for (let cut = 1; cut <= 10; cut += 1) {
      const id = runner.newId();
      await runner.start(id, { preflight: 'echo before the cut', pull: untilReleased, sync: 'echo never' });
      await inStep(id, 'pull');
      await ground.powerCut();
      await ground.boot('greets');
      expect(await runner.status(id)).toMatchObject({ state: 'interrupted', step: 'pull', orphan: false });
      expect((await runner.follow(id, 'log')).stdout).toBe('before the cut\nin the step\n');
      expect(await runner.owner()).toBeNull();
    }
    const next = runner.newId();
    await runner.start(next, { preflight: 'echo after the cut' });
    expect(await runner.over(next)).toMatchObject({ state: 'exited', exit: 0 });
  });

  it('is interrupted by a reboot', async () => {
    await hold();
    const id = runner.newId();
    await runner.start(id, { preflight: 'true', pull: untilReleased });
    await inStep(id, 'pull');
    await ground.reboot();
    expect(await runner.status(id)).toMatchObject({ state: 'interrupted', step: 'pull' });
    expect(await runner.owner()).toBeNull();
  });

  it('D4 tells its verdict though the disk is full to the last byte', async () => {
    await using small = await startProvingGround({ diskMegabytes: 24 });
    const there = groundRunner(small);
    await there.install();
    const id = there.newId();
    await there.start(id, { preflight: 'cat /dev/zero > ~/.filler', pull: 'echo never' });
    expect(await there.over(id)).toMatchObject({ state: 'exited', reason: 'failed', step: 'preflight' });
    expect((await there.events(id)).at(-1)).toMatchObject({ verb: 'exit', reason: 'failed', step: 'preflight' });
    const refused = await there.start(there.newId(), { preflight: 'true' });
    expect(refused).toMatchObject({ code: 74, stderr: expect.stringContaining('disk may be full') });
    await small.mustExec('rm ~/.filler', { user: 'deploy' });
    const next = there.newId();
    await there.start(next, { preflight: 'true' });
    expect(await there.over(next)).toMatchObject({ state: 'exited', exit: 0 });
  });
});
