import { spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import type { ServerChannel } from 'ssh2';

/** A command that a client asked for, while it runs. */
export interface RunningCommand {
  /** Sends it and what it started (its process group) a signal, e.g. `TERM`. What has detached itself is not reached. */
  readonly kill: (signal: string) => void;
  /** The client is gone: closes the command's pipes. */
  readonly leave: () => void;
  readonly ended: Promise<void>;
}

export interface CommandPlace {
  /** Where it runs, and the whole of its environment. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}

/** The signals of RFC 4254, section 6.10. */
const signals = new Set([
  'ABRT',
  'ALRM',
  'FPE',
  'HUP',
  'ILL',
  'INT',
  'KILL',
  'PIPE',
  'QUIT',
  'SEGV',
  'TERM',
  'USR1',
  'USR2',
]);

/** ssh2 1.17 keeps the last piece of stdout that had to wait for the window, and sends it once more when a piece of stderr waits later. */
const forgetSentPieces = (channel: ServerChannel): void => {
  const pieces = channel as unknown as Record<'_chunk' | '_chunkcb' | '_chunkErr' | '_chunkcbErr', undefined>;
  pieces._chunk = undefined;
  pieces._chunkcb = undefined;
  pieces._chunkErr = undefined;
  pieces._chunkcbErr = undefined;
};

/** Hands a child's stdout and stderr to the channel piece by piece.
 *
 * One piece at a time over both: each is sent before the next is read, so the client's window slows the child down. */
const createCarrier = (channel: ServerChannel) => {
  let turn: Promise<void> = Promise.resolve();
  let left = false;
  let unblock = (): void => {};
  const write = (sink: Writable, piece: Buffer): Promise<void> =>
    new Promise((resolve) => {
      unblock = resolve;
      sink.write(piece, () => {
        forgetSentPieces(channel);
        resolve();
      });
    });
  return {
    carry: async (source: Readable, sink: Writable): Promise<void> => {
      try {
        for await (const piece of source) {
          turn = turn.then(() => (left ? undefined : write(sink, piece as Buffer)));
          await turn;
        }
      } catch {
        // The client is gone and took the pipe with it.
      }
    },
    /** Nobody takes anything any more: what waits for the client waits no longer. */
    stop: (): void => {
      left = true;
      unblock();
    },
  };
};

/** Runs a command by the real `sh -c` in a session of its own and carries its streams over the channel, as sshd does without a terminal.
 *
 * When the client goes away the command's pipes close, and nothing is killed: a process that has detached itself goes on. */
export const runCommand = (channel: ServerChannel, command: string, { cwd, env }: CommandPlace): RunningCommand => {
  const child = spawn('/bin/sh', ['-c', command], { cwd, env, detached: true, stdio: ['pipe', 'pipe', 'pipe'] });
  const { pid } = child;

  const carrier = createCarrier(channel);
  const leave = (): void => {
    child.stdin.destroy();
    child.stdout.destroy();
    child.stderr.destroy();
    carrier.stop();
  };
  channel.once('close', leave);
  child.stdin.on('error', () => {
    // The command closed its stdin: read on, so that the client's window and its end of file still come through.
    channel.unpipe(child.stdin);
    channel.resume();
  });
  channel.pipe(child.stdin);
  channel.on('error', () => {});
  channel.stderr.on('error', () => {});

  const exited = new Promise<readonly [number | null, string | null, string | null]>((resolve) => {
    child.once('error', (error) => resolve([255, null, `sh: ${error.message}\n`]));
    child.once('exit', (code, signal) => resolve([code, signal, null]));
  });
  const ended = (async () => {
    const [[code, signal, trouble]] = await Promise.all([
      exited,
      carrier.carry(child.stdout, channel),
      carrier.carry(child.stderr, channel.stderr),
    ]);
    channel.unpipe(child.stdin);
    channel.resume();
    if (trouble !== null) channel.stderr.write(trouble);
    if (signal === null) channel.exit(code ?? 255);
    else channel.exit(signal.replace(/^SIG/, ''), false, '');
    channel.end();
  })();

  return {
    kill: (signal) => {
      if (pid === undefined || !signals.has(signal)) return;
      try {
        process.kill(-pid, `SIG${signal}` as NodeJS.Signals);
      } catch {
        // It ended in between.
      }
    },
    leave,
    ended,
  };
};
