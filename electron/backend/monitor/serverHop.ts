import type { SshFailure } from '../../../shared/connections/sshFailure.ts';
import type { HopState } from '../../../shared/monitor/hop.ts';

type ServerView = { readonly state: HopState; readonly heard: boolean; readonly ours: boolean };

/** What a failure on the way to a shell says of the server.
 *
 * Down is what did not answer at all. Where something answered but did not let us in, or where the reason lies on this machine, nobody could
 * look inside: unknown. */
export const serverHop = ({ kind }: Pick<SshFailure, 'kind'>): ServerView => {
  switch (kind) {
    case 'refused':
    case 'timed-out':
    case 'connection-lost':
      return { state: 'down', heard: false, ours: false };
    case 'unreachable':
      return { state: 'down', heard: false, ours: true };
    case 'not-ssh':
      return { state: 'down', heard: true, ours: false };
    case 'host-key-unknown':
    case 'host-key-changed':
    case 'host-key-revoked':
    case 'no-common-algorithm':
    case 'session-refused':
      return { state: 'unknown', heard: true, ours: false };
    case 'auth-refused':
    case 'name-not-found':
    case 'agent-missing':
    case 'key-unreadable':
    case 'key-invalid':
    case 'passphrase-needed':
    case 'passphrase-wrong':
    case 'password-needed':
    case 'cancelled':
      return { state: 'unknown', heard: false, ours: false };
  }
};
