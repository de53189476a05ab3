import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startChaosProxy } from '../proving-ground/chaosProxy.ts';
import { groundSkips, type ProvingGround, startProvingGround } from '../proving-ground/provingGround.ts';
import { waitUntil } from '../proving-ground/waitUntil.ts';
import { expectDeployed, gate, inStep } from './groundTruth.ts';
import { type Laptop, newLaptop, type Pitwall } from './laptop.ts';

const { noGround } = await groundSkips();

/** Lines of 60 bytes and more; the log is some 12 MB. */
const LINES = 200_000;
const CUTS = 15;

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

describe.skipIf(noGround)('D2 the log over a bad line', () => {
  it(`D2 is byte-exact after ${LINES.toLocaleString('en')} lines over a link that was cut ${CUTS} times and more`, async () => {
    await using proxy = await startChaosProxy(ground.ports.ssh, { sliceBytes: 7_001 });
    const settings = ground.settings();
    const environment = await pitwall.addEnvironment(
      { ...settings, ssh: { ...settings.ssh, port: proxy.port } },
      { hostKey: ground.ssh.hostKey() },
    );
    await ground.commit();
    const { text, hold, release } = gate(ground);
    await hold();
    const undo = await ground.faults.duringPull(
      `seq -f 'line %.0f of many, long enough to be a line of a build log' 1 ${LINES} >&2; ${text}`,
    );
    // Every connection lives for half a megabyte, 700 kB at most: the log of 12 MB needs more than 15 of them.
    proxy.set({ cutAfterBytes: () => 500_000 + Math.random() * 200_000 });
    const run = await pitwall.start(environment);
    const received = async () => (await pitwall.client.deploys.run({ run: run.id })).logBytes;
    const size = Number(
      await waitUntil('the log is complete on the target', async () => {
        const bytes = Number(await ground.mustExec(`wc -c < ~/.pitwall/runs/${run.id}/log`, { user: 'deploy' }));
        return bytes > LINES * 50 ? bytes : null;
      }),
    );
    await waitUntil('it is here', async () => (await received()) >= size, 120_000);
    proxy.set({ cutAfterBytes: null });
    await release();
    await expectDeployed(ground, pitwall, await pitwall.ended(run));
    expect(proxy.stats().cuts).toBeGreaterThanOrEqual(CUTS);
    await undo();
  });

  it('D2 goes on behind a link that has fallen silent, and the follower notices by itself', async () => {
    await using proxy = await startChaosProxy(ground.ports.ssh);
    const settings = ground.settings();
    const environment = await pitwall.addEnvironment(
      { ...settings, ssh: { ...settings.ssh, port: proxy.port } },
      { hostKey: ground.ssh.hostKey() },
    );
    await ground.commit();
    const { text, hold, release } = gate(ground);
    await hold();
    const undo = await ground.faults.duringPull(text);
    const run = await pitwall.start(environment);
    await inStep(pitwall, run, 'pull');
    proxy.cutAll('black-hole');
    await release();
    await waitUntil(
      'the target has its verdict',
      async () => (await ground.exec(`test -e ~/.pitwall/runs/${run.id}/exit`, { user: 'deploy' })).code === 0,
    );
    await expectDeployed(ground, pitwall, await pitwall.ended(run));
    await undo();
  });
});
