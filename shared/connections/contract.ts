import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { errors } from '../errors.ts';
import { EnvironmentId } from '../ids.ts';
import { HostKey, SshFailure } from './sshFailure.ts';

const { GONE, NOT_PROTECTED, REFUSED, STORAGE } = errors;

export const stageNames = ['reach', 'hostKey', 'signIn', 'tools', 'sudo', 'units', 'paths'] as const;

/** One stage of "Test connection". What cannot be looked at because an earlier one failed is `skipped`. */
export const ConnectionStage = z.object({
  name: z.enum(stageNames),
  state: z.enum(['running', 'passed', 'warning', 'question', 'failed', 'skipped']),
  /** Milliseconds the stage took; null while it runs or when skipped. */
  duration: z.number().nullable(),
  /** What was found, one fact a line. */
  found: z.array(z.string()),
  /** What the user can do next; null when there is nothing to do. */
  act: z.string().nullable(),
  /** Lines to copy, e.g. exact sudoers rules. */
  copy: z.string().nullable(),
  /** On `question` (new host key) and on an SSH failure. */
  failure: SshFailure.nullable(),
});
export type ConnectionStage = Readonly<z.infer<typeof ConnectionStage>>;

export const secretKinds = ['passphrase', 'password', 'jumpPassphrase', 'jumpPassword'] as const;
export const SecretKind = z.enum(secretKinds);
export type SecretKind = z.infer<typeof SecretKind>;

/** Where secrets are kept: by the system's keychain, or in memory until Pitwall ends. */
export const VaultProtection = z.object({ kind: z.enum(['keychain', 'memory']), explanation: z.string() });
export type VaultProtection = Readonly<z.infer<typeof VaultProtection>>;

/** One `Host` of ~/.ssh/config, resolved as ssh(1) would. */
export const ConfiguredHost = z.object({
  alias: z.string(),
  hostName: z.string(),
  port: z.number().int(),
  user: z.string().nullable(),
  identityFile: z.string().nullable(),
  proxyJump: z.string().nullable(),
});
export type ConfiguredHost = Readonly<z.infer<typeof ConfiguredHost>>;

export const connectionsContract = {
  /** Yields every change of a stage; the last state of each stage stands. Ends after the last stage. */
  test: oc
    .input(z.object({ environment: EnvironmentId }))
    .output(eventIterator(ConnectionStage))
    .errors({ GONE }),
  /** Pins the key whose fingerprint the user compared. Refused when the server no longer shows that key. */
  trustHostKey: oc
    .input(
      z.object({
        environment: EnvironmentId,
        hop: z.enum(['target', 'jump']),
        fingerprint: z.string().max(100),
        replace: z.boolean(),
      }),
    )
    .output(HostKey)
    .errors({ GONE, REFUSED, STORAGE }),
  pinnedHostKeys: oc
    .input(z.object({ environment: EnvironmentId }))
    .output(z.array(HostKey.extend({ since: z.number() })))
    .errors({ GONE }),
  secrets: oc
    .input(z.object({ environment: EnvironmentId }))
    .output(z.object({ protection: VaultProtection, held: z.array(SecretKind) }))
    .errors({ GONE }),
  /** Write-only: no call gives a secret back. */
  setSecret: oc
    .input(z.object({ environment: EnvironmentId, kind: SecretKind, value: z.string().min(1).max(10_000) }))
    .errors({ GONE, NOT_PROTECTED, STORAGE }),
  clearSecret: oc.input(z.object({ environment: EnvironmentId, kind: SecretKind })).errors({ GONE, STORAGE }),
  configuredHosts: oc.output(z.array(ConfiguredHost)),
};
