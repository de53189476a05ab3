import { randomBytes } from 'node:crypto';
import { serverText } from '../../../shared/connections/serverText.ts';
import { loginShellCommand } from '../../../shared/remote/loginShellCommand.ts';
import type { RemoteCommand } from '../../../shared/remote/remoteCommand.ts';
import type { Clock } from '../clock.ts';
import { byteCap } from './byteCap.ts';
import { createChannelGate } from './channelGate.ts';
import { createCommandEnder } from './commandEnder.ts';
import type { HopChain } from './connectHops.ts';
import { forwardStream } from './forwardStream.ts';
import type { HopConnection } from './hopConnection.ts';
import { sshError } from './hopFailures.ts';
import { createMarkerFilter } from './markerFilter.ts';
import type { CommandEnd } from './openCommand.ts';
import { openForward } from './openForward.ts';
import { openInTurn } from './openInTurn.ts';
import { runOnChannel } from './runOnChannel.ts';
import type { SshError, SshSession } from './sshSession.ts';
import { underWatch, type Watched } from './underWatch.ts';

/** A stock sshd takes ten sessions a connection (MaxSessions); two are left for whoever else shares it. */
const CHANNELS = 8;
const EXEC_MS = 30_000;
const FORWARD_MS = 15_000;
const MEBIBYTE = 1024 * 1024;
/** Standard error is for a message, not for data. */
const STREAM_STDERR = 64 * 1024;

interface Call extends Watched {
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

const neverBegan = ({ hop }: HopConnection, said: string): SshError =>
  sshError(
    hop,
    'session-refused',
    `${hop.where} does not run commands: its login shell ended${said.trim() === '' ? '' : ` saying "${serverText(said, 200)}"`}.`,
    'Give the account a shell (chsh -s /bin/bash), and check ForceCommand in sshd_config and the start files of the shell.',
  );
