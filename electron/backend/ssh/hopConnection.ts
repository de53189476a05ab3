import type { Client } from 'ssh2';
import type { SshFailure } from '../../../shared/connections/sshFailure.ts';
import type { ResolvedHop } from './resolveTarget.ts';

/** A verified, signed-in connection to one hop. */
export interface HopConnection {
  readonly client: Client;
  readonly hop: ResolvedHop;
  /** Calls once, as soon as the connection is known to be gone: with the reason, or with null when we ended it. At once when it
   * already is. Returns its own undo. */
  readonly onGone: (listener: (reason: SshFailure | null) => void) => () => void;
  /** Settles when the socket is closed as well. */
  readonly closed: Promise<SshFailure | null>;
  /** Ends it; with a reason when something else than our wish ends it. */
  readonly end: (reason: SshFailure | null) => void;
}
