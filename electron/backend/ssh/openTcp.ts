import { connect, type Socket } from 'node:net';
import type { Clock } from '../clock.ts';
import { reachTimedOut, socketFailure, stoppedFailure } from './hopFailures.ts';
import type { ResolvedHop } from './resolveTarget.ts';
import { SshError } from './sshSession.ts';

/** Opens a TCP connection to a hop; name lookup counts to `reachMs`. Rejects with SshError. */
export const openTcp = (
  hop: ResolvedHop,
  { clock, reachMs, signal }: { readonly clock: Clock; readonly reachMs: number; readonly signal: AbortSignal },
): Promise<Socket> =>
  new Promise((resolve, reject) => {
    const socket = connect({ host: hop.host, port: hop.port, noDelay: true });
    // An error after this function is done belongs to whoever reads the socket; without a listener it would end the process.
    socket.on('error', () => undefined);
    const over = new AbortController();
    const fail = (error: SshError) => {
      done();
      socket.destroy();
      reject(error);
    };
    const onError = (error: NodeJS.ErrnoException) => fail(new SshError(socketFailure(hop, error.code ?? error.name)));
    const onAbort = () => fail(new SshError(stoppedFailure(hop, signal)));
    const onConnect = () => {
      done();
      resolve(socket);
    };
    const done = () => {
      over.abort();
      signal.removeEventListener('abort', onAbort);
      socket.off('error', onError);
      socket.off('connect', onConnect);
    };
    socket.once('connect', onConnect);
    socket.once('error', onError);
    signal.addEventListener('abort', onAbort, { once: true });
    if (signal.aborted) return onAbort();
    clock.sleep(reachMs, over.signal).then(
      () => fail(new SshError(reachTimedOut(hop))),
      () => undefined,
    );
  });
