import type { SecretKind } from '../../../shared/connections/contract.ts';
import type { Clock } from '../clock.ts';

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

/** Waiting times. Tests shorten them. */
export interface SshTimings {
  /** Name lookup and TCP of one hop. */
  readonly reachMs: number;
  /** The whole way to a shell, all hops. */
  readonly connectMs: number;
  readonly keepaliveMs: number;
  /** Unanswered keepalives that end the link. */
  readonly keepaliveCount: number;
}

/** No call hangs over 30 s, and a dead link is noticed in 20 s. */
export const SSH_TIMINGS: SshTimings = { reachMs: 10_000, connectMs: 28_000, keepaliveMs: 5000, keepaliveCount: 3 };

/** What surrounds every connection: the same for all targets. */
export interface SshSurroundings {
  readonly hostKeys: HostKeyPins;
  readonly homeDir: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
  /** Each has its default in SSH_TIMINGS. */
  readonly timings?: Partial<SshTimings>;
  /** Where agents listen differs; this machine's unless told. */
  readonly platform?: NodeJS.Platform;
}

/** What happened on the way to a shell, for "Test connection". */
export type ConnectProgress = { readonly hop: 'target' | 'jump'; readonly where: string } & (
  | { readonly kind: 'reached'; readonly address: string }
  | {
      readonly kind: 'hostKeyTrusted';
      readonly type: string;
      readonly fingerprint: string;
      /** Where the key was found: Pitwall's pins or a line of known_hosts. */
      readonly source: string;
    }
  | { readonly kind: 'signedIn'; readonly method: string; readonly server: string }
);

/** What one way to a shell needs beside its hops. */
export interface DialOptions extends SshSurroundings {
  /** Reads a secret of this target; null when none is kept. */
  readonly secret: (kind: SecretKind) => string | null;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: ConnectProgress) => void;
}
