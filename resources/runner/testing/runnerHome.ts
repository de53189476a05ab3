import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { pack } from 'tar-stream';
import { ulid } from 'ulid';
import { type BundleFile, type RunnerStatus, readRunnerStatus } from '../../../shared/deploys/runnerCommands.ts';
import { type RunnerEvent, readRunnerEvents } from '../../../shared/deploys/runnerEvents.ts';
import { RunId } from '../../../shared/ids.ts';
import type { StepName } from '../../../shared/projects/environment.ts';

export const runnerPath = join(import.meta.dirname, '..', 'pitwall-runner.sh');

export interface Answer {
  readonly code: number | null;
  readonly out: Buffer;
  readonly err: string;
}

/** The tar that `prepare` and `start` take on stdin. */
export const bundleTar = async (files: readonly BundleFile[]): Promise<Buffer> => {
  const tar = pack();
  for (const { name, text } of files) tar.entry({ name, mode: 0o600 }, text);
  tar.finalize();
  return buffer(tar);
};

/** Steps by name, each with its script; limits in seconds by name. */
export const stepsBundle = (
  steps: Partial<Record<StepName, string>>,
  limits: Partial<Record<StepName, number>> = {},
  actor = 'anna@laptop',
): Promise<Buffer> =>
  bundleTar([
    {
      name: 'meta',
      text: `actor=${encodeURIComponent(actor)}\ncreated=1764000000000\n${Object.entries(limits)
        .map(([name, seconds]) => `limit.${name}=${seconds}\n`)
        .join('')}`,
    },
    ...Object.entries(steps).map(([name, text], index) => ({
      name: `steps/${String(index + 1).padStart(2, '0')}-${name}.sh`,
      text,
    })),
  ]);

/** Longer than a disk that others write to keeps a flush waiting, and a run has a dozen of them. */
const PATIENCE = 90_000;

/** Polls until the condition holds: there is no event to wait for in another process' files. */
export const until = async (holds: () => boolean | Promise<boolean>, what: string): Promise<void> => {
  const deadline = performance.now() + PATIENCE;
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error(`still waiting: ${what}`);
    await new Promise((done) => setTimeout(done, 5));
  }
};

export const newRunId = (): RunId => RunId.parse(ulid());

/** The runner in a home folder of its own, called by one kind of shell as sshd would call it. */
export const createRunnerHome = (shell: readonly string[]) => {
  const root = mkdtempSync(join(tmpdir(), 'pitwall-runner-'));
  const home = join(root, 'home');
  const children = new Set<ChildProcess>();
  const env: Record<string, string | undefined> = { ...process.env, PITWALL_HOME: home, XDG_SESSION_ID: undefined };

  const spawnVerb = (...words: readonly string[]): ChildProcess => {
    const [file = 'sh', ...first] = shell;
    const child = spawn(file, [...first, runnerPath, ...words], { env, cwd: root, stdio: ['pipe', 'pipe', 'pipe'] });
    children.add(child);
    child.once('close', () => children.delete(child));
    child.stdin?.on('error', () => {});
    return child;
  };

  const answer = async (child: ChildProcess, input: Buffer | string = ''): Promise<Answer> => {
    const closed = new Promise<number | null>((done) => child.once('close', done));
    child.stdin?.end(input);
    const [out, err] = await Promise.all([
      child.stdout === null ? Buffer.alloc(0) : buffer(child.stdout),
      child.stderr === null ? Buffer.alloc(0) : buffer(child.stderr),
    ]);
    return { code: await closed, out, err: err.toString() };
  };

  const call = (words: readonly string[], input?: Buffer | string) => answer(spawnVerb(...words), input);
  const path = (id: string, file: string) => join(home, 'runs', id, file);
  const read = (id: string, file: string): Buffer =>
    existsSync(path(id, file)) ? readFileSync(path(id, file)) : Buffer.alloc(0);
  const events = (id: string): readonly RunnerEvent[] => readRunnerEvents(read(id, 'events'));
  const exitOf = (id: string) => events(id).find((event) => event.verb === 'exit');

  const status = async (id: string): Promise<RunnerStatus> => {
    const said = await call(['status', id]);
    const known = readRunnerStatus(said.out.toString());
    if (known === null) throw new Error(`no status: ${said.out} ${said.err}`);
    return known;
  };

  return {
    root,
    home,
    env,
    call,
    spawnVerb,
    answer,
    path,
    read,
    events,
    exitOf,
    status,
    /** Starts a run and gives its id. */
    start: async (app: string, bundle: Buffer, id: RunId = newRunId()): Promise<RunId> => {
      const said = await call(['start', id, app], bundle);
      if (said.code !== 0) throw new Error(`start: ${said.code} ${said.err}`);
      return id;
    },
    /** Resolves when the runner is gone and has said its last. */
    over: async (id: string) => {
      await until(() => exitOf(id) !== undefined, `exit of ${id}`);
      await until(async () => (await status(id)).state === 'exited', `end of ${id}`);
      return exitOf(id);
    },
    pidOf: (id: string): number => Number(read(id, 'pid').toString()),
    mark: (name: string) => join(root, name),
    write: (name: string, text: string) => writeFileSync(join(root, name), text),
    dispose: () => {
      for (const child of children) child.kill('SIGKILL');
      for (const id of existsSync(join(home, 'runs')) ? runsIn(home) : []) endRun(join(home, 'runs', id));
      rmSync(root, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
    },
  };
};

export type RunnerHome = ReturnType<typeof createRunnerHome>;

const runsIn = (home: string): readonly string[] => readdirSync(join(home, 'runs'));

const killQuietly = (pid: number) => {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // gone already
  }
};

/** Ends what a test left running, by the numbers that the run itself wrote down. */
const endRun = (run: string) => {
  const text = (file: string) => (existsSync(join(run, file)) ? readFileSync(join(run, file), 'utf8') : '');
  const pid = Number(text('pid'));
  const commandLine = `/proc/${pid}/cmdline`;
  if (pid > 1 && existsSync(commandLine) && readFileSync(commandLine, 'latin1').includes(run.slice(-26)))
    killQuietly(pid);
  const [, group, began] = text('step').split(' ');
  const stat = `/proc/${group}/stat`;
  if (Number(group) > 1 && existsSync(stat) && readFileSync(stat, 'latin1').split(') ')[1]?.split(' ')[19] === began)
    killQuietly(-Number(group));
};
