import { type ChildProcess, fork } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import type { ContractRouterClient } from '@orpc/contract';
import type { Api } from '../../shared/api.ts';
import type { Run } from '../../shared/deploys/run.ts';
import type { EnvironmentId, ProjectId, Revision } from '../../shared/ids.ts';
import type { EnvironmentSettings } from '../../shared/projects/environment.ts';
import { waitUntil } from '../proving-ground/waitUntil.ts';
import { processPort } from './processPort.ts';

export type PitwallClient = ContractRouterClient<Api>;

/** Pitwall in a process of its own, as it would run on a laptop. */
export interface Pitwall extends AsyncDisposable {
  readonly client: PitwallClient;
  /** A new project with one environment; `hostKey` (type and base64) is compared and trusted when it is given. */
  readonly addEnvironment: (
    settings: EnvironmentSettings,
    hostKey?: string,
  ) => Promise<{ readonly project: ProjectId; readonly environment: EnvironmentId }>;
  /** Asks for the plan and starts it; `revision` instead of the branch's head. */
  readonly start: (environment: EnvironmentId, revision?: Revision) => Promise<Run>;
  /** The run when it is over. */
  readonly ended: (run: Pick<Run, 'id'>) => Promise<Run>;
  readonly deploy: (environment: EnvironmentId, revision?: Revision) => Promise<Run>;
  /** Every byte of the run's log as Pitwall holds it. */
  readonly logOf: (run: Pick<Run, 'id'>) => Promise<Buffer>;
  /** SIGKILL: no good-bye. */
  readonly kill: () => Promise<void>;
  readonly stop: () => Promise<void>;
  /** What it wrote into its own log, and on stderr. */
  readonly ownLog: () => string;
}

/** A data folder and a home for one laptop, outliving the Pitwalls that use it. */
export interface Laptop extends AsyncDisposable {
  readonly folder: string;
  readonly dataDir: string;
  readonly home: string;
  readonly startPitwall: () => Promise<Pitwall>;
}

/** `SHA256:…` of a line of known_hosts, as ssh-keygen shows it. */
export const fingerprintOf = (hostKey: string): string =>
  `SHA256:${createHash('sha256')
    .update(Buffer.from(hostKey.split(' ')[1] ?? '', 'base64'))
    .digest('base64')
    .replace(/=+$/, '')}`;

const startProcess = async (dataDir: string, home: string): Promise<Pitwall> => {
  const child: ChildProcess = fork(join(import.meta.dirname, 'pitwallProgram.ts'), [dataDir, home], {
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    execArgv: [],
  });
  let stderr = '';
  child.stderr?.on('data', (chunk) => {
    stderr += chunk;
  });
  const gone = once(child, 'exit');
  const ready = new Promise<true>((resolve) => child.on('message', (said) => said === 'ready' && resolve(true)));
  if ((await Promise.race([ready, gone.then(() => false)])) === false)
    throw new Error(`Pitwall did not start:\n${stderr}`);

  const port = processPort(child);
  const client: PitwallClient = createORPCClient(
    new RPCLink({
      port: {
        ...port,
        onMessage: { addListener: (take) => port.onMessage.addListener((data) => data !== 'ready' && take(data)) },
      },
    }),
  );

  const addEnvironment: Pitwall['addEnvironment'] = async (settings, hostKey) => {
    const name = `Orders ${randomUUID().slice(0, 8)}`;
    const { id: project } = await client.projects.create({ name, key: 'OR', description: '' });
    const { id: environment } = await client.projects.createEnvironment({ project, settings });
    if (hostKey !== undefined)
      await client.connections.trustHostKey({
        environment,
        hop: 'target',
        fingerprint: fingerprintOf(hostKey),
        replace: false,
      });
    return { project, environment };
  };
  const start: Pitwall['start'] = async (environment, revision) => {
    const plan = await client.deploys.plan({ environment });
    return client.deploys.start({
      environment,
      revision: revision ?? plan.revision,
      subject: plan.target.headSubject,
      previous: plan.target.running,
      request: randomUUID(),
      confirm: null,
    });
  };
  const ended: Pitwall['ended'] = ({ id }) =>
    waitUntil(
      `run ${id} is over`,
      async () => {
        const run = await client.deploys.run({ run: id });
        return run.state === 'ended' ? run : null;
      },
      120_000,
    );
  const logOf: Pitwall['logOf'] = async ({ id }) => {
    const parts: Buffer[] = [];
    for (let from: number | null = 0; from !== null; ) {
      const { base64, next }: { base64: string; next: number | null } = await client.deploys.logBytes({
        run: id,
        from,
      });
      parts.push(Buffer.from(base64, 'base64'));
      from = next;
    }
    return Buffer.concat(parts);
  };
  const finish = (signal: NodeJS.Signals) => async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    await gone;
  };
  const stop = finish('SIGTERM');
  return {
    client,
    addEnvironment,
    start,
    ended,
    deploy: async (environment, revision) => ended(await start(environment, revision)),
    logOf,
    kill: finish('SIGKILL'),
    stop,
    ownLog: () => `${stderr}${readFileSync(join(dataDir, 'pitwall.log'), 'utf8')}`,
    [Symbol.asyncDispose]: stop,
  };
};

export const newLaptop = (): Laptop => {
  const folder = mkdtempSync(join(tmpdir(), 'pitwall-laptop-'));
  const [dataDir, home] = [join(folder, 'data'), join(folder, 'home')];
  for (const path of [dataDir, home]) mkdirSync(path, { mode: 0o700 });
  const started = new Set<Pitwall>();
  return {
    folder,
    dataDir,
    home,
    startPitwall: async () => {
      const pitwall = await startProcess(dataDir, home);
      started.add(pitwall);
      return pitwall;
    },
    [Symbol.asyncDispose]: async () => {
      await Promise.all([...started].map((pitwall) => pitwall.stop()));
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
