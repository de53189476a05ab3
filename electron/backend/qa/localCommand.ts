import { spawn } from 'node:child_process';
import { type CommandEnd, GRACE_SECONDS } from './testPlace.ts';

/** Names that a test command gets from Pitwall's own environment, and beside them every `LC_…`: what a shell needs to find programs, and nothing
 * that could hold a secret. */
const INHERITED = ['PATH', 'HOME', 'USER', 'LOGNAME', 'SHELL', 'LANG', 'LANGUAGE', 'TZ', 'TMPDIR', 'SSL_CERT_FILE'];

/** The environment of a test command on this machine. `CI` tells tools that nobody is at a keyboard. */
export const testEnvironment = (env: Readonly<Record<string, string | undefined>>): Record<string, string> => ({
  ...Object.fromEntries(
    Object.entries(env).filter(
      (pair): pair is [string, string] =>
        pair[1] !== undefined && (INHERITED.includes(pair[0]) || pair[0].startsWith('LC_')),
    ),
  ),
  CI: 'true',
});

/** Runs the command ($1) in a process group of its own, with nothing on its stdin, stderr within stdout. A watcher holds the other end of the
 * pipe that Pitwall keeps open: when Pitwall dies, by whatever signal, the pipe closes and the whole group ends. */
const GUARDED = `exec 3<&0 </dev/null
( trap '' TERM; cat <&3 >/dev/null; kill -TERM 0; sleep ${GRACE_SECONDS}; kill -KILL 0 ) >/dev/null 2>&1 &
exec 3<&- 2>&1
exec sh -c "$1"`;

/** Runs a shell command on this machine to its end, and everything that it started.
 *
 * Rejects when there is no `sh` or no such folder. When the signal aborts, the group gets TERM, and KILL after the grace time. */
export const localCommand = (
  command: string,
  { cwd, env }: { readonly cwd: string; readonly env: Record<string, string> },
  onOutput: (bytes: Buffer) => void,
  signal: AbortSignal,
): Promise<CommandEnd> =>
  new Promise((resolve, reject) => {
    const child = spawn('sh', ['-c', GUARDED, 'sh', command], { cwd, env, detached: true, stdio: 'pipe' });
    let killing: NodeJS.Timeout | undefined;
    const send = (what: NodeJS.Signals) => {
      try {
        if (child.pid !== undefined) process.kill(-child.pid, what);
      } catch {
        // Nobody is left in the group.
      }
    };
    const stop = () => {
      send('SIGTERM');
      killing ??= setTimeout(() => send('SIGKILL'), GRACE_SECONDS * 1000);
    };
    const settle = () => {
      clearTimeout(killing);
      signal.removeEventListener('abort', stop);
    };
    // A broken pipe of a command that has ended is no failure of its own.
    child.stdin.on('error', () => {});
    child.stdout.on('data', onOutput);
    child.stderr.on('data', onOutput);
    child.once('error', (error) => {
      settle();
      reject(error);
    });
    // What it left behind must not outlive it, and holds the pipes open.
    child.once('exit', () => {
      if (!signal.aborted) return send('SIGKILL');
    });
    child.once('close', (code, name) => {
      settle();
      send('SIGKILL');
      resolve({ code, signal: name });
    });
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
