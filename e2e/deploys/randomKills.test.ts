import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Run } from '../../shared/deploys/run.ts';
import type { EnvironmentId, Revision } from '../../shared/ids.ts';
import { groundSkips, type ProvingGround, startProvingGround } from '../proving-ground/provingGround.ts';
import {
  differences,
  expectDeployed,
  expectLockFree,
  expectLogBegins,
  expectLogExact,
  runningVersion,
  stepOf,
} from './groundTruth.ts';
import { type Laptop, newLaptop, type Pitwall } from './laptop.ts';

const { noGround } = await groundSkips();

/** 60 is the promise; the default keeps this file under three minutes on two cores. */
const RUNS = Number(process.env.PITWALL_KILLS ?? 24);
const SEED = Number(process.env.PITWALL_SEED ?? Math.floor(Math.random() * 2 ** 32));

/** mulberry32: a number from [0, 1), the same row for the same seed. */
const randomFrom = (seed: number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

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

/** What is killed, each the way it happens: without a word. */
const kills = {
  Pitwall: async () => {
    await pitwall.kill();
    pitwall = await laptop.startPitwall();
  },
  'the SSH session': () => ground.faults.killSessions(),
  'the runner': () => ground.faults.killRunner(),
  'every process of the user': () => ground.faults.killUserProcesses(),
  'the machine': async () => {
    await ground.powerCut();
    await ground.boot();
  },
} as const;
type Killed = keyof typeof kills;

/** Whether an outcome is one that such a kill can explain. A run outlives those who only follow it. */
const explains = (killed: Killed, { outcome }: Run): boolean => {
  if (outcome?.kind === 'succeeded') return true;
  if (killed === 'Pitwall') return outcome?.kind === 'cancelled' && outcome.cause === 'never-sent';
  return killed !== 'the SSH session' && outcome?.kind === 'interrupted';
};

describe.skipIf(noGround)('D2 D4 one random kill in each of many runs', () => {
  it(`D2 D4 ${RUNS} runs: each outcome explained, the folder whole or marked, the lock free, the log exact (seed ${SEED})`, async () => {
    console.info(`Seed ${SEED}, ${RUNS} runs. Repeat with PITWALL_SEED=${SEED}; PITWALL_KILLS=60 is the promise.`);
    const random = randomFrom(SEED);
    await ground.commit();
    const first = await pitwall.start(environment);
    const began = performance.now();
    await expectDeployed(ground, pitwall, await pitwall.ended(first));
    // A restart and its health check take longer than all the rest; half of the kills shall come before them.
    const usual = performance.now() - began;
    const seen: Record<string, number> = {};
    /** What the app folder holds; null when a copy into it was broken off. */
    let whole: Revision | null = (await pitwall.client.deploys.plan({ environment })).revision;

    for (let number = 1; number <= RUNS; number += 1) {
      const names = Object.keys(kills) as Killed[];
      const killed = names[Math.floor(random() * names.length)] ?? 'the runner';
      const after = random() ** 2 * usual;
      await ground.commit();
      const started = await pitwall.start(environment);
      await sleep(after);
      await kills[killed]();
      const run = await pitwall.ended(started);
      const told = `run ${number}, ${killed} killed after ${Math.round(after)} ms: ${JSON.stringify(run.outcome)}`;

      expect(explains(killed, run), told).toBe(true);
      await expectLockFree(ground);
      if (killed === 'the runner' && run.outcome?.kind === 'interrupted') await expectLogBegins(ground, pitwall, run);
      else if (run.outcome?.kind !== 'cancelled') await expectLogExact(ground, pitwall, run);
      const { target } = await pitwall.client.deploys.plan({ environment });
      const sync = stepOf(run, 'sync')?.state;
      if (run.outcome?.kind === 'succeeded')
        expect(await runningVersion(ground), told).toBe(await ground.versionOf(run.revision));
      if (sync === 'passed') whole = run.revision;
      else if (sync === 'interrupted') {
        // The copy had not begun, was broken off, or was whole and not yet told of: the folder's own mark knows.
        expect([whole, null, run.revision], told).toContain(target.running);
        whole = target.running;
      }
      expect(target.running, told).toBe(whole);
      if (whole !== null) expect(await differences(ground, whole), told).toBe('');
      const key = `${killed}: ${run.outcome?.kind}${run.outcome?.step ? ` at ${run.outcome.step}` : ''}`;
      seen[key] = (seen[key] ?? 0) + 1;
    }
    console.info(seen);
    // Nothing was cleaned up in between, and nothing is now.
    await ground.commit();
    await expectDeployed(ground, pitwall, await pitwall.deploy(environment));
  }, 600_000);
});
