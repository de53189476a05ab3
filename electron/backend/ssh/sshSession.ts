import type { Duplex, Readable } from 'node:stream';
import type { SshFailure } from '../../../shared/connections/sshFailure.ts';
import type { RemoteCommand } from '../../../shared/remote/remoteCommand.ts';

/** A failure between here and a shell; the only error that `electron/backend/ssh` lets out. */
export class SshError extends Error {
  readonly failure: SshFailure;
  constructor(failure: SshFailure) {
    super(failure.message);
    this.name = 'SshError';
    this.failure = failure;
  }
}

/** How a remote command ended. `code` is null when it was killed by a signal, or when the connection closed without a word: then the result is unknown. */
export interface ExecResult {
  readonly code: number | null;
  readonly signal: string | null;
  readonly stdout: Buffer;
  readonly stderr: Buffer;
  /** True when output past `maxBytes` was dropped. */
  readonly truncated: boolean;
}

export interface ExecOptions {
  readonly stdin?: Buffer | string | Readable;
  readonly signal?: AbortSignal;
  /** The whole call; 30 s unless told. Rejects with SshError `timed-out`. */
  readonly timeoutMs?: number;
  /** Of stdout and of stderr each; 1 MiB unless told. */
  readonly maxBytes?: number;
}

/** One signed-in connection. Commands share it, at most eight at a time; further ones wait their turn. */
export interface SshSession {
  /** `user@host:port`. */
  readonly where: string;
  readonly exec: (command: RemoteCommand, options?: ExecOptions) => Promise<ExecResult>;
  /** Hands on stdout as it comes; awaits `onData` (backpressure). Resolves when the command ends; rejects with SshError when the link is lost. */
  readonly stream: (
    command: RemoteCommand,
    onData: (chunk: Buffer) => void | Promise<void>,
    options?: { readonly stdin?: Buffer | string | Readable; readonly signal?: AbortSignal },
  ) => Promise<{ readonly code: number | null; readonly stderr: Buffer }>;
  /** A TCP connection from the target to host:port (direct-tcpip). */
  readonly forward: (host: string, port: number) => Promise<Duplex>;
  /** False from the moment the connection is known to be gone. */
  readonly alive: () => boolean;
  /** Settles with the reason when the connection is gone; null when we ended it. */
  readonly closed: Promise<SshFailure | null>;
  readonly end: () => void;
}
