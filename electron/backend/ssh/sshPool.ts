import type { EnvironmentId } from '../../../shared/ids.ts';
import type { SshSession } from './sshSession.ts';

/** Keeps one warm connection per environment. */
export interface SshPool {
  /** The environment's connection, opened when there is none. Rejects with SshError; a refused sign-in is remembered until settings or secrets change, never retried in a loop. */
  readonly session: (environment: EnvironmentId, signal?: AbortSignal) => Promise<SshSession>;
  /** Ends the environment's connection and forgets a remembered refusal: its settings, secrets or host keys changed. */
  readonly reset: (environment: EnvironmentId) => void;
  /** Forgets a remembered refusal without touching a live connection: a sign-in was seen to work. */
  readonly forgive: (environment: EnvironmentId) => void;
  readonly close: () => Promise<void>;
}
