import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { endWithProcess } from '../proving-ground/endWithProcess.ts';

export const root = dirname(dirname(import.meta.dirname));
export const node24 = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
const builtShell = join(root, 'out', 'main', 'serve.js');

/** Folders of one test's own: a data folder and a home without keys or settings. Resolved paths, removed by `remove`. */
export interface Folders {
  readonly dataDir: string;
  readonly homeDir: string;
  readonly remove: () => void;
}

export const makeFolders = (): Folders => {
  const base = mkdtempSync(join(tmpdir(), 'pitwall-e2e-'));
  const [dataDir, homeDir] = [join(base, 'data'), join(base, 'home')];
  mkdirSync(homeDir, { mode: 0o700 });
  return { dataDir, homeDir, remove: () => rmSync(base, { recursive: true, force: true, maxRetries: 3 }) };
};

/** Pitwall's environment in a test: the test's own home, no display, no agent, nothing of whoever runs it. */
export const cleanEnv = (homeDir: string, more: Readonly<Record<string, string>> = {}): Record<string, string> => ({
  PATH: process.env.PATH ?? '',
  LANG: 'C.UTF-8',
  TMPDIR: tmpdir(),
  HOME: homeDir,
  USERPROFILE: homeDir,
  ...more,
});

export interface StartedProcess {
  readonly child: ChildProcess;
  readonly stdout: () => string;
  readonly stderr: () => string;
  /** Resolves with the exit code, or with the signal's name. */
  readonly exited: Promise<number | string>;
  /** Resolves with the first line of stdout that matches; rejects with all output when the process ends before. */
  readonly line: (pattern: RegExp) => Promise<RegExpExecArray>;
  /** Sends the signal and waits for the end. */
  readonly end: (signal?: NodeJS.Signals) => Promise<number | string>;
}

interface StartOptions {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** Makes it the first of a process group of its own, as a terminal does; signals then go to all of the group. */
  readonly group?: boolean;
}

/** Starts a program that ends with this process at the latest. */
export const startProcess = ({ command, args, env, cwd = root, group = false }: StartOptions): StartedProcess => {
  const child = spawn(command, [...args], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], detached: group });
  const signalAll = (signal: NodeJS.Signals) =>
    group && child.pid !== undefined ? signalGroup(child.pid, signal) : child.kill(signal);
  const undo = endWithProcess(() => signalAll('SIGKILL'));
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (part: string) => {
    stdout += part;
  });
  child.stderr.setEncoding('utf8').on('data', (part: string) => {
    stderr += part;
  });
  const exited = once(child, 'close').then(([code, signal]) => {
    undo();
    return (code ?? signal) as number | string;
  });
  const line = (pattern: RegExp): Promise<RegExpExecArray> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        const found = stdout
          .split('\n')
          .slice(0, -1)
          .map((each) => pattern.exec(each))
          .find((each) => each !== null);
        if (found !== undefined) resolve(found);
      };
      child.stdout.on('data', look);
      look();
      void exited.then((code) => reject(new Error(`ended with ${code} before it said so\n${stdout}\n${stderr}`)));
    });
  return {
    child,
    stdout: () => stdout,
    stderr: () => stderr,
    exited,
    line,
    end: (signal = 'SIGTERM') => {
      signalAll(signal);
      return exited;
    },
  };
};

const signalGroup = (leader: number, signal: NodeJS.Signals): void => {
  try {
    process.kill(-leader, signal);
  } catch {
    // Nobody of it is left.
  }
};

export interface StartedShell extends StartedProcess {
  /** Signs a browser in, once. */
  readonly link: string;
  readonly origin: string;
  readonly port: number;
}

/** What the browser shell prints when it is ready. */
export const READY = /^Pitwall is at ((http:\/\/127\.0\.0\.1:(\d+))\/#[\w-]{22,})$/;

interface ShellOptions {
  readonly folders: Folders;
  readonly port?: number;
  readonly env?: Readonly<Record<string, string>>;
}

/** Starts the built browser shell and waits until it is ready. */
export const startShell = async ({ folders, port, env = {} }: ShellOptions): Promise<StartedShell> => {
  const started = startProcess({
    command: node24,
    args: [builtShell, '--data', folders.dataDir, '--no-open', ...(port === undefined ? [] : ['--port', String(port)])],
    env: cleanEnv(folders.homeDir, env),
  });
  const [, link = '', origin = '', portText = ''] = await started.line(READY);
  return { ...started, link, origin, port: Number(portText) };
};
