import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { GitFailure } from './gitFailure.ts';

export interface SpawnedGit {
  readonly cwd: string | undefined;
  readonly args: readonly string[];
  readonly env: Record<string, string>;
  readonly stdin: string | Uint8Array;
  readonly signal: AbortSignal | undefined;
  readonly maxBytes: number;
  readonly timeoutMs: number;
  readonly onStderr: ((text: string) => void) | undefined;
}

export interface GitOutput {
  /** null: it was ended at the cap, which is no failure. */
  readonly code: number | null;
  readonly stdout: Buffer;
  readonly stderr: string;
  /** The output went on behind `maxBytes`: who shows it must say so. */
  readonly truncated: boolean;
}

const STDERR_MAX = 65_536;
const isPosix = process.platform !== 'win32';

/** Starts git in a process group of its own and reads it to its end; the group ends with the signal, the time-out or the cap. */
export const spawnGit = (call: SpawnedGit): Promise<GitOutput> =>
  new Promise((resolve, reject) => {
    const { signal, args } = call;
    if (signal?.aborted) return reject(signal.reason as Error);
    const child = spawn('git', [...args], {
      cwd: call.cwd,
      env: call.env,
      stdio: 'pipe',
      detached: isPosix,
      windowsHide: true,
    });
    const out: Buffer[] = [];
    let size = 0;
    let truncated = false;
    let timedOut = false;
    let stderr = '';
    const end = (): void => {
      try {
        if (isPosix && child.pid !== undefined) process.kill(-child.pid, 'SIGTERM');
        else child.kill();
      } catch {
        // It has ended.
      }
      // A git that a full pipe or a dead disk holds ends by this.
      killing ??= setTimeout(() => {
        try {
          if (isPosix && child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
        } catch {
          // It has ended.
        }
      }, 2000);
    };
    let killing: NodeJS.Timeout | undefined;
    const timer = setTimeout(() => {
      timedOut = true;
      end();
    }, call.timeoutMs);
    const settle = (): void => {
      clearTimeout(timer);
      clearTimeout(killing);
      signal?.removeEventListener('abort', end);
    };
    signal?.addEventListener('abort', end, { once: true });
    child.stdout.on('data', (chunk: Buffer) => {
      if (truncated) return;
      const room = call.maxBytes - size;
      out.push(chunk.length > room ? chunk.subarray(0, room) : chunk);
      size += Math.min(chunk.length, room);
      if (chunk.length > room) {
        truncated = true;
        end();
      }
    });
    child.stderr.on('data', (chunk: Buffer) => {
      const text = chunk.toString('utf8');
      stderr = `${stderr}${text}`.slice(-STDERR_MAX);
      call.onStderr?.(text);
    });
    child.stdin.on('error', () => {});
    child.once('error', (error: NodeJS.ErrnoException) => {
      settle();
      if (signal?.aborted) return reject(signal.reason as Error);
      reject(startFailure(error, call.cwd));
    });
    child.once('close', (code) => {
      settle();
      if (signal?.aborted) return reject(signal.reason as Error);
      if (timedOut)
        return reject(
          new GitFailure(
            'time-out',
            `git was still at work after ${Math.round(call.timeoutMs / 1000)} seconds and was ended.`,
            'Check the network and that the disk answers, then try again.',
          ),
        );
      resolve({ code: truncated ? null : code, stdout: Buffer.concat(out), stderr, truncated });
    });
    child.stdin.end(call.stdin);
  });

const startFailure = (error: NodeJS.ErrnoException, cwd: string | undefined): Error => {
  if (error.code !== 'ENOENT' && error.code !== 'ENOTDIR' && error.code !== 'EACCES') return error;
  if (cwd !== undefined && !existsSync(cwd))
    return new GitFailure(
      'not-a-repository',
      `The folder of the repository is gone: ${cwd.replace(/\p{Cc}/gu, ' ').slice(0, 500)}.`,
      'Bring it back, or choose another folder in the settings of the repository.',
    );
  return cwd === undefined
    ? new GitFailure('no-git', 'There is no program git on this machine.', 'Install git 2.38 or newer.')
    : new GitFailure(
        'not-a-repository',
        'git could not be started in the folder of the repository.',
        'Check that it is a folder that you may read, and that git 2.38 or newer is installed.',
      );
};
