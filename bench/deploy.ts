import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newLaptop } from '../e2e/deploys/laptop.ts';
import { groundRunner } from '../e2e/groundRunner.ts';
import { startChaosProxy } from '../e2e/proving-ground/chaosProxy.ts';
import { type ProvingGround, startProvingGround } from '../e2e/proving-ground/provingGround.ts';
import { mustRun, runProcess } from '../e2e/proving-ground/runProcess.ts';
import { waitUntil } from '../e2e/proving-ground/waitUntil.ts';
import { deploySteps } from '../shared/deploys/deploySteps.ts';
import { type RunnerEvent, readRunnerEvents } from '../shared/deploys/runnerEvents.ts';
import type { Revision } from '../shared/ids.ts';
import { groundSession, opensshWords } from './groundSession.ts';
import type { Area } from './main.ts';
import { measure, type Timing, type Variant } from './measure.ts';
import type { Row, Skipped } from './report.ts';

const FABRIC = `import sys
from fabric import Connection
host, user, port, key, *scripts = sys.argv[1:]
with Connection(host, user=user, port=int(port), connect_kwargs={"key_filename": key, "look_for_keys": False, "allow_agent": False}) as c:
    for path in scripts:
        with open(path) as script:
            c.run(script.read(), hide=True)
`;

/** Debian has Fabric; a benchmark run by root may install it, anybody else is told. */
const haveFabric = async (): Promise<string | null> => {
  const there = async () => (await runProcess('/usr/bin/python3', ['-c', 'import fabric'])).code === 0;
  if (await there()) return null;
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    const words = ['install', '-y', '-q', '-o', 'DPkg::Lock::Timeout=400', 'fabric'];
    await runProcess('/usr/bin/apt-get', words, {
      env: { ...(process.env as Record<string, string>), DEBIAN_FRONTEND: 'noninteractive' },
    });
  }
  return (await there()) ? null : 'Fabric is not installed: apt-get install fabric';
};

/** The whole sequence of a deploy: how much the durable runner costs over the steps alone, and against what people use today. */
export const deployArea: Area = async ({ quick }) => {
  const rounds = quick ? 2 : 9;
  const folder = mkdtempSync(join(tmpdir(), 'pitwall-bench-'));
  const skipped: Skipped[] = [];
  await using ground = await startProvingGround({ kind: 'plain' });
  await using laptop = newLaptop();
  const health = { ...ground.settings().health, passes: 1, intervalSeconds: 0.05 };
  const settings = ground.settings({ health });
  const pitwall = await laptop.startPitwall();
  const environment = await pitwall.addEnvironment(settings, { hostKey: ground.ssh.hostKey() });

  let revision = await ground.head();
  const newCommit = async () => {
    revision = await ground.commit();
  };
  const runs = async (wanted: Revision) => {
    const health = await ground.health();
    if (health?.version !== (await ground.versionOf(wanted))) throw new Error('the new revision does not run');
  };
  const scripts = () => deploySteps(settings, { revision }).map(({ script }) => script);
  const variant = (name: string, deploy: () => Promise<void>): Variant => ({
    name,
    before: newCommit,
    run: deploy,
  });
  const control = join(folder, 'control');

  const variants: Variant[] = [
    variant('ours', async () => {
      const started = await pitwall.client.deploys.start({
        environment,
        revision,
        subject: 'benchmark',
        previous: null,
        request: randomUUID(),
        confirm: null,
      });
      for await (const news of await pitwall.client.deploys.watchLog({ run: started.id })) if (news.done) break;
      const run = await pitwall.client.deploys.run({ run: started.id });
      if (run.outcome?.kind !== 'succeeded') throw new Error(`the deploy ended ${JSON.stringify(run.outcome)}`);
    }),
    variant('the steps alone', async () => {
      for (const script of scripts()) await ground.mustExec(script, { user: 'deploy' });
    }),
    variant('one ssh a step', async () => {
      for (const stdin of scripts()) await mustRun('ssh', [...opensshWords(ground), 'sh -s'], { stdin });
    }),
    variant('ControlMaster, warm', async () => {
      const words = opensshWords(ground, '-o', `ControlPath=${control}`);
      for (const stdin of scripts()) await mustRun('ssh', [...words, 'sh -s'], { stdin });
    }),
  ];
  const noFabric = await haveFabric();
  if (noFabric === null) {
    const program = join(folder, 'fabric_deploy.py');
    writeFileSync(program, FABRIC);
    variants.push(
      variant('Fabric', async () => {
        const paths = scripts().map((script, index) => {
          const path = join(folder, `step-${index}.sh`);
          writeFileSync(path, script);
          return path;
        });
        const { host, user, port, privateKeyPath } = ground.ssh;
        await mustRun('/usr/bin/python3', [program, host, user, String(port), privateKeyPath, ...paths]);
      }),
    );
  } else skipped.push({ area: 'deploy', work: 'the sequence', peer: 'Fabric', why: noFabric });

  const master = spawn('ssh', ['-M', '-N', ...opensshWords(ground, '-o', `ControlPath=${control}`)], {
    stdio: 'ignore',
  });
  try {
    await waitUntil('the shared connection is there', async () => existsSync(control));
    const timings = await measure(variants, rounds);
    await runs(revision);
    const rows = [
      ...against(timings, 'the sequence, warm, loopback', { 'the steps alone': 1.4 }),
      ...beyondTheSteps(timings, { 'one ssh a step': 1 / 8, Fabric: 1 / 4 }),
    ];
    return { rows: [...rows, ...(await farAway(ground, rounds))], skipped };
  } finally {
    master.kill();
    rmSync(folder, { recursive: true, force: true });
    await pitwall.stop();
  }
};

const against = (
  timings: readonly Timing[],
  work: string,
  goals: Readonly<Record<string, number | null>>,
): readonly Row[] => {
  const ours = timings.find(({ name }) => name === 'ours');
  if (ours === undefined) return [];
  return timings
    .filter((each) => each !== ours)
    .map((each) => ({
      area: 'deploy',
      work,
      peer: each.name,
      unit: 'ms',
      ours: ours.median,
      theirs: each.median,
      oursP90: ours.p90,
      theirsP90: each.p90,
      goal: goals[each.name] ?? null,
    }));
};

/** What each way of running the steps costs beyond the steps themselves, which are the same scripts for all of them; see
 * docs/decisions/0010-what-a-deploy-is-measured-by.md. */
const beyondTheSteps = (timings: readonly Timing[], goals: Readonly<Record<string, number | null>>): readonly Row[] => {
  const steps = timings.find(({ name }) => name === 'the steps alone');
  if (steps === undefined) return [];
  const beyond = timings
    .filter((each) => each !== steps && (each.name === 'ours' || each.name in goals))
    .map((each) => ({ ...each, median: each.median - steps.median, p90: each.p90 - steps.median }));
  return against(beyond, 'the sequence, beyond its steps', goals);
};

/** Six empty steps over a link of 50 ms: what is left is round trips. */
const farAway = async (ground: ProvingGround, rounds: number): Promise<readonly Row[]> => {
  await using proxy = await startChaosProxy(ground.ports.ssh, { latencyMs: 25 });
  const far = { ...ground, ssh: { ...ground.ssh, port: proxy.port } };
  const target = { ...ground.settings().ssh, port: proxy.port };
  const session = await groundSession({ ssh: ground.ssh, settings: () => ground.settings({ ssh: target }) });
  const runner = groundRunner(ground, 'far-away');
  await runner.install();
  const empty = { preflight: ':', pull: ':', sync: ':', restart: ':', reload: ':', health: ':' };

  const timings = await measure(
    [
      {
        name: 'ours',
        run: async () => {
          const id = runner.newId();
          const { command, stdin } = await runner.startOf(id, empty);
          const { code } = await session.exec(command, { stdin });
          if (code !== 0) throw new Error(`start ended with ${code}`);
          let journal = Buffer.alloc(0);
          const over = new AbortController();
          let exit: RunnerEvent | undefined;
          await session
            .stream(
              runner.followOf(id, 'events', 0),
              (bytes) => {
                journal = Buffer.concat([journal, bytes]);
                exit = readRunnerEvents(journal).find(({ verb }) => verb === 'exit');
                if (exit !== undefined) over.abort();
              },
              { signal: over.signal },
            )
            .catch((error: unknown) => {
              if (!over.signal.aborted) throw error;
            });
          if (exit?.verb !== 'exit' || exit.rc !== 0) throw new Error('the empty run did not succeed');
        },
      },
      {
        name: 'one ssh a step',
        run: async () => {
          for (const _ of Object.keys(empty)) await mustRun('ssh', [...opensshWords(far), ':']);
        },
      },
    ],
    rounds,
  );
  session.end();
  return against(timings, 'six empty steps, 50 ms away', { 'one ssh a step': 1 / 12 });
};
