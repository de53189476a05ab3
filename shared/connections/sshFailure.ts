import { z } from 'zod';

/** A host key as people compare it: `ssh-keygen -lf` prints the same fingerprint. */
export const HostKey = z.object({
  host: z.string(),
  port: z.number().int(),
  /** Key type as in known_hosts, e.g. `ssh-ed25519`. */
  type: z.string(),
  /** `SHA256:` and 43 characters of base64. */
  fingerprint: z.string(),
});
export type HostKey = Readonly<z.infer<typeof HostKey>>;

/** What can go wrong between here and a shell on the target; a closed list. `hop` says on which of the two connections. */
export const SshFailure = z.object({
  kind: z.enum([
    'name-not-found',
    'refused',
    'unreachable',
    'timed-out',
    'not-ssh',
    'host-key-unknown',
    'host-key-changed',
    'host-key-revoked',
    'no-common-algorithm',
    'auth-refused',
    'agent-missing',
    'key-unreadable',
    'key-invalid',
    'passphrase-needed',
    'passphrase-wrong',
    'password-needed',
    'connection-lost',
    'session-refused',
    'cancelled',
  ]),
  hop: z.enum(['target', 'jump']),
  /** `user@host:port` of the hop that failed. */
  where: z.string(),
  /** What happened, one sentence. */
  message: z.string(),
  /** What the user can do next, one sentence. */
  act: z.string(),
  /** The key the server showed (host-key failures). */
  offered: HostKey.optional(),
  /** The key that was expected (host-key-changed). */
  expected: HostKey.extend({ since: z.number().optional(), source: z.string() }).optional(),
});
export type SshFailure = Readonly<z.infer<typeof SshFailure>>;
