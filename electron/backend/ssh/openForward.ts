import type { ClientChannel } from 'ssh2';
import { serverText } from '../../../shared/connections/serverText.ts';
import type { HopConnection } from './hopConnection.ts';
import { lostFailure, sshError } from './hopFailures.ts';
import { SshError } from './sshSession.ts';

/** RFC 4254, 5.1: the server forbids forwarding. */
const ADMINISTRATIVELY_PROHIBITED = 1;

/** Opens a TCP connection from the target to host:port. Rejects with SshError, or with the reason of `stop`. */
export const openForward = (
  connection: HopConnection,
  { host, port }: { readonly host: string; readonly port: number },
  stop: AbortSignal,
): Promise<ClientChannel> =>
  new Promise((resolve, reject) => {
    const onStop = () => reject(stop.reason);
    stop.addEventListener('abort', onStop, { once: true });
    try {
      connection.client.forwardOut('127.0.0.1', 0, host, port, (error, channel) => {
        stop.removeEventListener('abort', onStop);
        if (!error) return stop.aborted ? channel.close() : resolve(channel);
        const prohibited = (error as Error & { readonly reason?: unknown }).reason === ADMINISTRATIVELY_PROHIBITED;
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
    } catch {
      reject(new SshError(lostFailure(connection.hop, 'it is closed')));
    }
  });
