import { serverText } from '../../../shared/connections/serverText.ts';
import type { HostKey, SshFailure } from '../../../shared/connections/sshFailure.ts';
import { SshError } from './sshSession.ts';
import { OUT_OF_TIME } from './withDeadline.ts';

/** Where on the way a failure is. */
export interface HopPlace {
  readonly role: 'target' | 'jump';
  readonly where: string;
}

export type SshFailureKind = SshFailure['kind'];

/** A failure of one hop. `message` says what happened and where, `act` what the user can do next. */
export const hopFailure = (
  { role, where }: HopPlace,
  kind: SshFailureKind,
  message: string,
  act: string,
  keys: { readonly offered?: HostKey; readonly expected?: NonNullable<SshFailure['expected']> } = {},
): SshFailure => ({ kind, hop: role, where, message, act, ...keys });

/** What a socket error means, by its code (Node's `errno` names, the same on all systems). */
export const socketFailure = (
  hop: HopPlace & { readonly host: string; readonly port: number },
  code: string,
): SshFailure => {
  const { host, port } = hop;
  switch (code) {
    case 'ENOTFOUND':
    case 'EAI_NONAME':
    case 'EAI_NODATA':
      return hopFailure(
        hop,
        'name-not-found',
        `No address is known for "${host}".`,
        'Check the host name, or add it to ~/.ssh/config.',
      );
    case 'EAI_AGAIN':
      return hopFailure(
        hop,
        'name-not-found',
        `The name server did not answer when asked for "${host}".`,
        'Check your own network connection, then try again.',
      );
    case 'ECONNREFUSED':
      return hopFailure(
        hop,
        'refused',
        `${host} answers, but nothing listens on port ${port}.`,
        'Check the port, and on the server that sshd runs: systemctl status ssh.',
      );
    case 'ETIMEDOUT':
      return reachTimedOut(hop);
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'EHOSTDOWN':
    case 'ENETDOWN':
    case 'EADDRNOTAVAIL':
    case 'EACCES':
    case 'EPERM':
    case 'EINVAL':
      return hopFailure(
        hop,
        'unreachable',
        `There is no way to ${host} from this machine (${code}).`,
        'Check your own network, the VPN if one is needed, and the address.',
      );
    case 'ECONNRESET':
    case 'EPIPE':
      return hungUpAtOnce(hop);
    default:
      return hopFailure(
        hop,
        'connection-lost',
        `The connection to ${host}:${port} broke (${serverText(code, 30)}).`,
        'Try again; if it goes on, look at the log of sshd on the server.',
      );
  }
};

export const hungUpAtOnce = (hop: HopPlace & { readonly host: string; readonly port: number }): SshFailure =>
  hopFailure(
    hop,
    'connection-lost',
    `${hop.host} took the connection on port ${hop.port} and closed it without a word.`,
    'A server does so when it blocks an address (fail2ban, hosts.deny, MaxStartups): wait some minutes, then look at its sshd log.',
  );

export const reachTimedOut = (hop: HopPlace & { readonly host: string; readonly port: number }): SshFailure =>
  hopFailure(
    hop,
    'timed-out',
    `${hop.host} did not answer on port ${hop.port}.`,
    'Check the address, that the server is up, and that no firewall drops the connection.',
  );

export const cancelledFailure = (hop: HopPlace): SshFailure =>
  hopFailure(hop, 'cancelled', 'It was cancelled.', 'Start it again when you are ready.');

/** The way was broken off: by the caller, or because its time is up. */
export const stoppedFailure = (
  hop: HopPlace & { readonly host: string; readonly port: number },
  signal: AbortSignal,
): SshFailure => (signal.reason === OUT_OF_TIME ? reachTimedOut(hop) : cancelledFailure(hop));

/** The connection is gone while commands were under way: what became of them is unknown. */
export const lostFailure = (hop: HopPlace, why: string): SshFailure =>
  hopFailure(
    hop,
    'connection-lost',
    `The connection to ${hop.where} is lost: ${why}.`,
    'Pitwall connects again when it is needed.',
  );

/** An SshError made of a failure, ready to be thrown. */
export const sshError = (...failure: Parameters<typeof hopFailure>): SshError => new SshError(hopFailure(...failure));
