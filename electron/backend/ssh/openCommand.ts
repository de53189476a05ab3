import type { ClientChannel } from 'ssh2';
import type { HopConnection } from './hopConnection.ts';
import { lostFailure, sshError } from './hopFailures.ts';
import { SshError } from './sshSession.ts';

/** The server opened no further channel; it may when another one ends. */
export class ChannelRefused extends Error {}

/** Starts a command on a channel of its own. `onOver` is called once, when the channel is closed or never came to be; on a lost link
 * nobody needs to know. Rejects with ChannelRefused, SshError, or the reason of `stop`. */
export const openCommand = (
  connection: HopConnection,
  text: string,
  { stop, onOver }: { readonly stop: AbortSignal; readonly onOver: () => void },
): Promise<ClientChannel> =>
  new Promise((resolve, reject) => {
    const onStop = () => reject(stop.reason);
    stop.addEventListener('abort', onStop, { once: true });
    const opened = (error: Error | undefined, channel: ClientChannel) => {
      stop.removeEventListener('abort', onStop);
      if (!error) {
        channel.once('close', onOver);
        if (!stop.aborted) return resolve(channel);
        channel.resume();
        channel.close();
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
