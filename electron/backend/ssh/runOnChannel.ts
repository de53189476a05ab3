import { Readable } from 'node:stream';
import type { CommandEnd, OpenCommand } from './openCommand.ts';

export type Stdin = Buffer | string | Readable | undefined;

export interface ChannelInput {
  readonly stdin: Stdin;
  /** The next chunk comes when the last one is dealt with: the channel is paused meanwhile, and then the server is. */
  readonly onStdout: (chunk: Buffer) => void | Promise<void>;
  readonly onStderr: (chunk: Buffer) => void;
}

/** Feeds a command and hands on what it says, until its channel is closed and everything is handed on.
 *
 * Rejects with the signal's reason when stopped, or with the error of `onStdout`; the channel is left open then, for whoever ends the
 * command. */
export const runOnChannel = (
  { channel, end }: OpenCommand,
  input: ChannelInput,
  stop: AbortSignal,
): Promise<CommandEnd> =>
  new Promise((resolve, reject) => {
    let handing: Promise<void> = Promise.resolve();
    let open = 2;

    const leave = (reason: unknown) => {
      stop.removeEventListener('abort', onStop);
      channel.off('data', onData);
      reject(reason);
    };
    const onStop = () => leave(stop.reason);
    const onData = (chunk: Buffer) => {
      try {
        const handed = input.onStdout(chunk);
        if (handed === undefined) return;
        channel.pause();
        handing = handed.then(() => void channel.resume());
        handing.catch(leave);
      } catch (error) {
        leave(error);
      }
    };
    const onClosed = () => {
      open -= 1;
      if (open > 0) return;
      stop.removeEventListener('abort', onStop);
      handing.then(
        () => resolve(end()),
        () => undefined,
      );
    };

    channel.on('data', onData);
    channel.stderr.on('data', input.onStderr);
    channel.once('close', onClosed);
    channel.stderr.once('close', onClosed);
    // A command may end before it has read all of its input; what it answered still counts.
    channel.on('error', () => undefined);
    channel.stderr.on('error', () => undefined);
    stop.addEventListener('abort', onStop, { once: true });
    if (stop.aborted) return onStop();
    if (input.stdin instanceof Readable) input.stdin.pipe(channel);
    else channel.end(input.stdin);
  });
