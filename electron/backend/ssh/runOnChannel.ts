import { Readable } from 'node:stream';
import type { ClientChannel } from 'ssh2';

export type Stdin = Buffer | string | Readable | undefined;

export interface ChannelInput {
  readonly stdin: Stdin;
  /** The next chunk comes when the last one is dealt with: the channel is paused meanwhile, and then the server is. */
  readonly onStdout: (chunk: Buffer) => void | Promise<void>;
  readonly onStderr: (chunk: Buffer) => void;
}

/** `code` null without a signal: the channel closed without a word, so what became of the command is unknown. */
export interface ChannelEnd {
  readonly code: number | null;
  readonly signal: string | null;
}

/** Feeds a command and hands on what it says, until its channel is closed and everything is handed on.
 *
 * Rejects with the signal's reason when stopped, with the error of `onStdout` or of the stdin stream; then the command is sent TERM (its
 * process group, by sshd) and the channel is closed, for closing alone would let a silent command run on. */
export const runOnChannel = (channel: ClientChannel, input: ChannelInput, stop: AbortSignal): Promise<ChannelEnd> =>
  new Promise((resolve, reject) => {
    let end: ChannelEnd = { code: null, signal: null };
    let handing: Promise<void> = Promise.resolve();
    let open = 2;
    const { stdin } = input;

    const release = () => {
      stop.removeEventListener('abort', onStop);
      if (stdin instanceof Readable) {
        stdin.unpipe(channel);
        stdin.destroy();
      }
    };
    const abandon = (reason: unknown) => {
      release();
      terminate(channel);
      channel.removeListener('data', onData);
      channel.resume();
      channel.close();
      reject(reason);
    };
    const onStop = () => abandon(stop.reason);
    const onData = (chunk: Buffer) => {
      try {
        const handed = input.onStdout(chunk);
        if (handed === undefined) return;
        channel.pause();
        handing = handed.then(() => void channel.resume());
        handing.catch(abandon);
      } catch (error) {
        abandon(error);
      }
    };
    const onClosed = () => {
      open -= 1;
      if (open > 0) return;
      handing.then(
        () => {
          release();
          resolve(end);
        },
        () => undefined,
      );
    };

    channel.on('exit', (code: number | null, signal?: string) => {
      end = { code: typeof code === 'number' ? code : null, signal: signal ?? null };
    });
    channel.on('data', onData);
    channel.stderr.on('data', input.onStderr);
    channel.once('close', onClosed);
    channel.stderr.once('close', onClosed);
    // A command may end before it has read all of its input; what it answered still counts.
    channel.on('error', () => undefined);
    channel.stderr.on('error', () => undefined);
    stop.addEventListener('abort', onStop, { once: true });
    if (stop.aborted) return onStop();
    if (stdin instanceof Readable) {
      stdin.once('error', abandon);
      stdin.pipe(channel);
    } else channel.end(stdin);
  });

/** Sends TERM also after our end of input, which ssh2's own `signal` refuses though SSH allows it (RFC 4254, 6.9). */
const terminate = (channel: ClientChannel): void => {
  const { _client: client, outgoing } = channel as unknown as {
    readonly _client?: { readonly _protocol?: { readonly signal?: (id: number, name: string) => void } };
    readonly outgoing?: { readonly id: number; readonly state: string };
  };
  if (outgoing?.state !== 'open' && outgoing?.state !== 'eof') return;
  client?._protocol?.signal?.(outgoing.id, 'TERM');
};
