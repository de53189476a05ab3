import { Readable } from 'node:stream';
import type { Clock } from '../clock.ts';
import type { HopConnection } from './hopConnection.ts';
import { cancelledFailure, hopFailure, lostFailure } from './hopFailures.ts';
import type { Stdin } from './runOnChannel.ts';
import { SshError } from './sshSession.ts';

export interface Watched {
  readonly stdin: Stdin;
  readonly signal: AbortSignal | undefined;
  /** Null: as long as it takes. */
  readonly timeoutMs: number | null;
}

/** Runs something under a signal that aborts when the link is lost, the caller gives up or the time is up, with an SshError as its reason,
 * or when the input breaks, with the input's error. The input is destroyed at the end. */
export const underWatch = async <T>(
  connection: HopConnection,
  clock: Clock,
  { signal, timeoutMs, stdin }: Watched,
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

const tooSlow = ({ hop }: HopConnection, timeoutMs: number) =>
  hopFailure(
    hop,
    'timed-out',
    `A command on ${hop.where} did not end within ${Math.round(timeoutMs / 100) / 10} s.`,
    'It was stopped there. The server may be overloaded: try again, or look at its load.',
  );
