import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { root, toolEnv } from './root.mjs';

const running = new Set();
let ended = false;

/** A signal goes on to whatever runs now; it ends, and so do we with its exit code. Without a child it ends us. */
const onSignal = (signal) => {
  if (running.size === 0) process.exit(128 + constants.signals[signal]);
  ended = true;
  for (const child of running) child.kill(signal);
};
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, onSignal);

/* npm runs us through a shell, which dies of a signal that npm passes on and does not pass it on itself. So its end is looked for. */
const parent = process.ppid;
if (process.env.npm_lifecycle_event !== undefined && process.platform !== 'win32')
  setInterval(() => {
    if (!ended && process.ppid !== parent) onSignal('SIGTERM');
  }, 250).unref();

/** Whether someone asked us to end. */
export const wasEnded = () => ended;

/** Runs a program and resolves with its exit code, 128 + n when a signal ended it, and what it printed where that is kept.
 *
 * `show`: `all` lets it write where we do; `none` keeps everything and shows nothing; `both` does both. `onLine` sees each kept line.
 * `bound` gives it a channel to us, by which one of ours notices when we are gone, however that came about. Never rejects: a program that
 * is not there is code 127. */
export const runChild = (
  command,
  args,
  { show = 'none', env = {}, cwd = root, onLine = () => {}, signal, bound = false } = {},
) =>
  new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...toolEnv(), ...env },
      stdio: [
        ...(show === 'all' ? ['inherit', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe']),
        ...(bound ? ['ipc'] : []),
      ],
      signal,
    });
    running.add(child);
    let output = '';
    let rest = '';
    const keep = (stream) => (part) => {
      output += part;
      if (show === 'both') stream.write(part);
      const lines = (rest + part).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) onLine(line);
    };
    child.stdout?.setEncoding('utf8').on('data', keep(process.stdout));
    child.stderr?.setEncoding('utf8').on('data', keep(process.stderr));
    const finish = (code) => {
      running.delete(child);
      if (rest !== '') onLine(rest);
      rest = '';
      resolve({ code, output });
    };
    child.on('error', (error) => finish(error.code === 'ENOENT' ? 127 : 126));
    child.on('close', (code, killedBy) => finish(code ?? 128 + (constants.signals[killedBy] ?? 0)));
  });
