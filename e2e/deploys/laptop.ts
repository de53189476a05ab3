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
import type { EnvironmentId, ProjectId } from '../../shared/ids.ts';
import type { EnvironmentSettings } from '../../shared/projects/environment.ts';
import { waitUntil } from '../proving-ground/waitUntil.ts';
import { processPort } from './processPort.ts';

export type PitwallClient = ContractRouterClient<Api>;

/** Pitwall in a process of its own, as it would run on a laptop. */
export interface Pitwall extends AsyncDisposable {
  readonly client: PitwallClient;
  readonly addProject: () => Promise<ProjectId>;
  /** A new environment, in a new project unless told; `hostKey` (type and base64) is compared and trusted when it is given. */
  readonly addEnvironment: (
    settings: EnvironmentSettings,
    options?: { readonly hostKey?: string; readonly project?: ProjectId },
  ) => Promise<EnvironmentId>;
  /** Asks for the plan and starts it. */
  readonly start: (environment: EnvironmentId) => Promise<Run>;
  /** The run when it is over. */
  readonly ended: (run: Pick<Run, 'id'>) => Promise<Run>;
  readonly deploy: (environment: EnvironmentId) => Promise<Run>;
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
    // A test starts Pitwall more often than once; the second start need not compile what the first one did.
    env: { ...process.env, NODE_COMPILE_CACHE: join(tmpdir(), 'pitwall-compile-cache') },
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

  const addProject = async () => {
    const suffix = randomUUID().slice(0, 8);
    return (
      await client.projects.create({ name: `Orders ${suffix}`, key: `O${suffix.toUpperCase()}`, description: '' })
    ).id;
  };
  const addEnvironment: Pitwall['addEnvironment'] = async (settings, { hostKey, project } = {}) => {
    const { id } = await client.projects.createEnvironment({ project: project ?? (await addProject()), settings });
    if (hostKey !== undefined) {
      const fingerprint = fingerprintOf(hostKey);
      await client.connections.trustHostKey({ environment: id, hop: 'target', fingerprint, replace: false });
    }
    return id;
  };
  const start: Pitwall['start'] = async (environment) => {
    const { revision, target } = await client.deploys.plan({ environment });
    const { headSubject: subject, running: previous } = target;
    return client.deploys.start({ environment, revision, subject, previous, request: randomUUID(), confirm: null });
  };
  const ownLog = () => `${stderr}${readFileSync(join(dataDir, 'pitwall.log'), 'utf8')}`;
  const ended: Pitwall['ended'] = async ({ id }) => {
    const run = await waitUntil(
      `run ${id} is over`,
      async () => {
        const now = await client.deploys.run({ run: id });
        return now.state === 'ended' ? now : null;
      },
      120_000,
    );
    if (run.outcome?.cause === 'internal') throw new Error(`Pitwall met a fault of its own:\n${ownLog()}`);
    return run;
  };
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
    addProject,
    addEnvironment,
    start,
    ended,
    deploy: async (environment) => ended(await start(environment)),
    logOf,
    kill: finish('SIGKILL'),
    stop,
    ownLog,
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
