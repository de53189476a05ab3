import type { Duplex } from 'node:stream';
import { serverText } from '../../../shared/connections/serverText.ts';
import type { Clock } from '../clock.ts';
import type { HopConnection } from './hopConnection.ts';
import { hopFailure, lostFailure, reachTimedOut, stoppedFailure } from './hopFailures.ts';
import type { ResolvedHop } from './resolveTarget.ts';
import { SshError } from './sshSession.ts';

/** RFC 4254, 5.1: the server forbids forwarding. */
const ADMINISTRATIVELY_PROHIBITED = 1;

/** Opens the way to a hop through the jump host before it. Rejects with SshError. */
export const openThrough = (
  before: HopConnection,
  hop: ResolvedHop,
  { clock, reachMs, signal }: { readonly clock: Clock; readonly reachMs: number; readonly signal: AbortSignal },
): Promise<Duplex> =>
  new Promise((resolve, reject) => {
    const over = new AbortController();
    const fail = (error: SshError) => {
      over.abort();
      undo();
      reject(error);
    };
    const undo = before.onGone((reason) => fail(new SshError(reason ?? lostFailure(before.hop, 'Pitwall ended it'))));
    signal.addEventListener('abort', () => fail(new SshError(stoppedFailure(hop, signal))), { signal: over.signal });
    if (signal.aborted) return fail(new SshError(stoppedFailure(hop, signal)));
    clock.sleep(reachMs, over.signal).then(
      () => fail(new SshError(reachTimedOut(hop))),
      () => undefined,
    );
    try {
      before.client.forwardOut('127.0.0.1', 0, hop.host, hop.port, (error, channel) => {
        if (error === undefined || error === null) {
          if (over.signal.aborted) channel.destroy();
          over.abort();
          undo();
          return resolve(channel);
        }
        const { reason } = error as Error & { readonly reason?: unknown };
        fail(
          new SshError(
            reason === ADMINISTRATIVELY_PROHIBITED
              ? hopFailure(
                  before.hop,
                  'session-refused',
                  `${before.hop.where} does not forward connections.`,
                  'Allow it there: AllowTcpForwarding yes in sshd_config, and PermitOpen if it is set.',
                )
              : hopFailure(
                  hop,
                  'unreachable',
                  `${before.hop.where} could not reach ${hop.host}:${hop.port} (${serverText(error.message, 120)}).`,
                  'Check the host name and port as seen from the jump host, and that sshd runs there.',
                ),
          ),
        );
      });
    } catch {
      fail(new SshError(lostFailure(before.hop, 'it is closed')));
    }
  });
