import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import type { ClientChannel } from 'ssh2';
import { serverText } from '../../../shared/connections/serverText.ts';
import { loginShellCommand } from '../../../shared/remote/loginShellCommand.ts';
import type { RemoteCommand } from '../../../shared/remote/remoteCommand.ts';
import type { Clock } from '../clock.ts';
import { byteCap } from './byteCap.ts';
import { type ChannelGate, createChannelGate } from './channelGate.ts';
import { type CommandEnder, createCommandEnder } from './commandEnder.ts';
import type { HopChain } from './connectHops.ts';
import { forwardStream } from './forwardStream.ts';
import type { HopConnection } from './hopConnection.ts';
import { cancelledFailure, hopFailure, lostFailure, sshError } from './hopFailures.ts';
import { createMarkerFilter } from './markerFilter.ts';
import { ChannelRefused, type CommandEnd, type OpenCommand, openCommand } from './openCommand.ts';
import { runOnChannel, type Stdin } from './runOnChannel.ts';
import { SshError, type SshSession } from './sshSession.ts';

/** A stock sshd takes ten sessions a connection (MaxSessions); two are left for whoever else shares it. */
const CHANNELS = 8;
const EXEC_MS = 30_000;
const FORWARD_MS = 15_000;
const MEBIBYTE = 1024 * 1024;
/** Standard error is for a message, not for data. */
const STREAM_STDERR = 64 * 1024;

interface Call {
  readonly stdin: Stdin;
  readonly signal: AbortSignal | undefined;
  /** Null: as long as it takes. */
  readonly timeoutMs: number | null;
  readonly onStdout: (chunk: Buffer) => void | Promise<void>;
  readonly onStderr: (chunk: Buffer) => void;
}

/** Commands and forwarded connections over one signed-in connection. */
export const createSshSession = ({ last, closed }: HopChain, clock: Clock): SshSession => {
  const gate = createChannelGate(CHANNELS);
  const marker = `pitwall-${randomBytes(9).toString('hex')}`;
  const ender = createCommandEnder(last.client, clock, marker);
  const { where } = last.hop;

  const call = (command: RemoteCommand, options: Call): Promise<CommandEnd> =>
    underWatch(last, clock, options, async (stop) => {
      const text = loginShellCommand(command, marker, (script) => Buffer.from(script, 'utf8').toString('base64'));
      const opened = await openInTurn({ connection: last, gate, ender, clock }, text, stop);
      const filter = createMarkerFilter(marker);
      const errors = byteCap(400);
      const input = {
        stdin: options.stdin,
        onStdout: (chunk: Buffer) => {
          const own = filter.push(chunk);
          return own === null ? undefined : options.onStdout(own);
        },
        onStderr: (chunk: Buffer) => {
          errors.push(chunk);
          options.onStderr(chunk);
        },
      };
      const end = await runOnChannel(opened, input, stop).catch((error: unknown) => {
        if (!opened.closed()) ender.end(opened.channel, filter);
        throw error;
      });
      if (filter.pid() === null && end.code !== null)
        throw neverBegan(last, `${filter.before()} ${errors.whole().toString('utf8')}`);
      return end;
    });

  let alive = true;
  last.onGone(() => {
    alive = false;
  });

  return {
    where,
    alive: () => alive,
    closed,
    exec: async (command, options = {}) => {
      const stdout = byteCap(options.maxBytes ?? MEBIBYTE);
      const stderr = byteCap(options.maxBytes ?? MEBIBYTE);
      const { code, signal } = await call(command, {
        stdin: options.stdin,
        signal: options.signal,
        timeoutMs: options.timeoutMs ?? EXEC_MS,
        onStdout: stdout.push,
        onStderr: stderr.push,
      });
      return { code, signal, stdout: stdout.whole(), stderr: stderr.whole(), truncated: stdout.cut() || stderr.cut() };
    },
    stream: async (command, onData, options = {}) => {
      const stderr = byteCap(STREAM_STDERR);
      const { code } = await call(command, {
        stdin: options.stdin,
        signal: options.signal,
        timeoutMs: null,
        onStdout: onData,
        onStderr: stderr.push,
      });
      return { code, stderr: stderr.whole() };
    },
    forward: (host, port) =>
      underWatch(last, clock, { signal: undefined, timeoutMs: FORWARD_MS, stdin: undefined }, async (stop) =>
        forwardStream(await openForward(last, { host, port }, stop), last),
      ),
    end: () => last.end(null),
  };
};

/** Runs something under a signal that aborts when the link is lost, the caller gives up or the time is up, with an SshError as its reason,
 * or when the input breaks, with the input's error. The input is destroyed at the end. */
const underWatch = async <T>(
  connection: HopConnection,
  clock: Clock,
  { signal, timeoutMs, stdin }: Pick<Call, 'signal' | 'timeoutMs' | 'stdin'>,
  run: (stop: AbortSignal) => Promise<T>,
): Promise<T> => {
  const stop = new AbortController();
  const over = new AbortController();
  const halt = (failure: ConstructorParameters<typeof SshError>[0]) => stop.abort(new SshError(failure));
  const onAbort = () => halt(cancelledFailure(connection.hop));
  const undo = connection.onGone((reason) => halt(reason ?? lostFailure(connection.hop, 'Pitwall ended it')));
  signal?.addEventListener('abort', onAbort, { once: true });
  if (signal?.aborted === true) onAbort();
  const source = stdin instanceof Readable ? stdin : null;
  source?.on('error', (error) => stop.abort(error));
  if (source?.errored) stop.abort(source.errored);
  if (timeoutMs !== null)
    clock.sleep(timeoutMs, over.signal).then(
      () => halt(tooSlow(connection, timeoutMs)),
      () => undefined,
    );
  try {
    stop.signal.throwIfAborted();
    return await run(stop.signal);
  } finally {
    over.abort();
    undo();
    source?.destroy();
    signal?.removeEventListener('abort', onAbort);
  }
};

/** sshd frees a session a moment after its channel is closed: a refusal is believed when it comes again after these. */
const AGAIN_MS = [50, 200, 800];

/** Waits for room and opens the channel; where the server takes fewer than we thought, waits for one of ours to end. */
const openInTurn = async (
  {
    connection,
    gate,
    ender,
    clock,
  }: {
    readonly connection: HopConnection;
    readonly gate: ChannelGate;
    readonly ender: CommandEnder;
    readonly clock: Clock;
  },
  text: string,
  stop: AbortSignal,
): Promise<OpenCommand> => {
  const again = [...AGAIN_MS];
  for (;;) {
    const leave = await gate.enter(stop);
    try {
      const opened = await openCommand(connection, text, { stop, onOver: leave, onUnwanted: ender.end });
      gate.taken();
      return opened;
    } catch (error) {
      if (!(error instanceof ChannelRefused)) throw error;
      const othersAreIn = gate.narrow();
      leave();
      if (othersAreIn) continue;
      const pause = again.shift();
      if (pause === undefined) throw noSession(connection, error);
      await clock.sleep(pause, stop).catch(() => stop.throwIfAborted());
    }
  }
};

/** Ends the connection as well: commands that were stopped may still hold their sessions there, and a new one has all of its own. */
const noSession = (connection: HopConnection, refused: ChannelRefused): SshError => {
  const failure = hopFailure(
    connection.hop,
    'session-refused',
    `${connection.hop.where} opens no session (${serverText(refused.message, 120)}).`,
    'Try again; if it goes on, look at MaxSessions in its sshd_config, and at its sshd log.',
  );
  connection.end(failure);
  return new SshError(failure);
};

const openForward = (
  connection: HopConnection,
  { host, port }: { readonly host: string; readonly port: number },
  stop: AbortSignal,
): Promise<ClientChannel> =>
  new Promise((resolve, reject) => {
    const onStop = () => reject(stop.reason);
    stop.addEventListener('abort', onStop, { once: true });
    connection.client.forwardOut('127.0.0.1', 0, host, port, (error, channel) => {
      stop.removeEventListener('abort', onStop);
      if (!error) return stop.aborted ? channel.close() : resolve(channel);
      const prohibited = (error as Error & { readonly reason?: unknown }).reason === 1;
      reject(
        prohibited
          ? sshError(
              connection.hop,
              'session-refused',
              `${connection.hop.where} does not forward connections.`,
              'Allow it there: AllowTcpForwarding yes in sshd_config, and PermitOpen if it is set.',
            )
          : sshError(
              connection.hop,
              'refused',
              `${connection.hop.where} could not connect to ${host}:${port} (${serverText(error.message, 120)}).`,
              'Check on the server that something listens there: ss -ltn.',
            ),
      );
    });
  });

const tooSlow = ({ hop }: HopConnection, timeoutMs: number) =>
  hopFailure(
    hop,
    'timed-out',
    `A command on ${hop.where} did not end within ${Math.round(timeoutMs / 100) / 10} s.`,
    'It was stopped there. The server may be overloaded: try again, or look at its load.',
  );

const neverBegan = ({ hop }: HopConnection, said: string): SshError =>
  sshError(
    hop,
    'session-refused',
    `${hop.where} does not run commands: its login shell ended${said.trim() === '' ? '' : ` saying "${serverText(said, 200)}"`}.`,
    'Give the account a shell (chsh -s /bin/bash), and check ForceCommand in sshd_config and the start files of the shell.',
  );
