import type { ClientChannel } from 'ssh2';
import type { HopConnection } from './hopConnection.ts';
import { lostFailure, sshError } from './hopFailures.ts';
import { SshError } from './sshSession.ts';

/** The server opened no further channel; it may when another one ends. */
export class ChannelRefused extends Error {}

/** How a command ended. `code` null without a signal: the channel closed without a word, so what became of the command is unknown. */
export interface CommandEnd {
  readonly code: number | null;
  readonly signal: string | null;
}

export interface OpenCommand {
  readonly channel: ClientChannel;
  /** What the server said of the command's end so far. */
  readonly end: () => CommandEnd;
  readonly closed: () => boolean;
}

/** Starts a command on a channel of its own. `onOver` is called once, when the channel is closed or never came to be; on a lost link
 * nobody needs to know. Rejects with ChannelRefused, SshError, or the reason of `stop`. */
export const openCommand = (
  connection: HopConnection,
  text: string,
  {
    stop,
    onOver,
    onUnwanted,
  }: {
    readonly stop: AbortSignal;
    readonly onOver: () => void;
    /** Gets the channel of a command that began although it was stopped meanwhile. */
    readonly onUnwanted: (channel: ClientChannel) => void;
  },
): Promise<OpenCommand> =>
  new Promise((resolve, reject) => {
    const onStop = () => reject(stop.reason);
    stop.addEventListener('abort', onStop, { once: true });
    const opened = (error: Error | undefined, channel: ClientChannel) => {
      stop.removeEventListener('abort', onStop);
      if (!error) {
        // A quick command ends within the packet that brings its beginning: who listens later hears nothing.
        let end: CommandEnd = { code: null, signal: null };
        let closed = false;
        channel.on('exit', (code: number | null, signal?: string) => {
          end = { code: typeof code === 'number' ? code : null, signal: signal ?? null };
        });
        channel.once('close', () => {
          closed = true;
          onOver();
        });
        if (!stop.aborted) return resolve({ channel, end: () => end, closed: () => closed });
        onUnwanted(channel);
        return;
      }
      const refused = 'reason' in error;
      if (!refused || stop.aborted) onOver();
      reject(
        refused
          ? new ChannelRefused(error.message)
          : sshError(
              connection.hop,
              'session-refused',
              `${connection.hop.where} refused to run a command.`,
              'Check ForceCommand and the account’s restrictions (authorized_keys options) on the server.',
            ),
      );
    };
    try {
      connection.client.exec(text, opened);
    } catch {
      onOver();
      reject(new SshError(lostFailure(connection.hop, 'it is closed')));
    }
  });
