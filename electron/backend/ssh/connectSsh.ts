import type { SecretKind } from '../../../shared/connections/contract.ts';
import type { SshTarget } from '../../../shared/projects/environment.ts';
import type { Clock } from '../clock.ts';
import type { SshSession } from './sshSession.ts';

/** A key the user trusted for a host and port. */
export interface PinnedHostKey {
  readonly type: string;
  /** The whole public key as SSH sends it. */
  readonly key: Buffer;
  /** When it was pinned, milliseconds since 1970. */
  readonly since: number;
}

/** Reads pinned host keys; synchronously, for a handshake does not wait. */
export interface HostKeyPins {
  readonly pinned: (host: string, port: number) => readonly PinnedHostKey[];
}

/** What surrounds every connection: the same for all targets. */
export interface SshSurroundings {
  readonly hostKeys: HostKeyPins;
  readonly homeDir: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
  /** Waiting times; each has a default. Tests shorten them. */
  readonly timings?: Partial<SshTimings>;
}

export interface SshTimings {
  /** Name lookup and TCP of one hop: 10 s. */
  readonly reachMs: number;
  /** The whole way to a shell, both hops: 28 s, so that no call hangs over 30 s. */
  readonly connectMs: number;
  /** A keepalive every 5 s; three unanswered ones end the link, which is then noticed in 20 s. */
  readonly keepaliveMs: number;
  readonly keepaliveCount: number;
}

/** What happened on the way to a shell, for "Test connection". */
export type ConnectProgress = { readonly hop: 'target' | 'jump'; readonly where: string } & (
  | { readonly kind: 'reached'; readonly address: string; readonly greeting: string }
  | {
      readonly kind: 'hostKeyTrusted';
      readonly type: string;
      readonly fingerprint: string;
      /** Where the key was found: Pitwall's pins or a line of known_hosts. */
      readonly source: string;
    }
  | { readonly kind: 'signedIn'; readonly method: string }
);

export interface ConnectOptions extends SshSurroundings {
  readonly target: SshTarget;
  /** Reads a secret of this target; null when none is kept. */
  readonly secret: (kind: SecretKind) => string | null;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: ConnectProgress) => void;
}

/** Opens a verified, signed-in connection, over the jump host where there is one. Rejects with SshError. */
export type ConnectSsh = (options: ConnectOptions) => Promise<SshSession>;
