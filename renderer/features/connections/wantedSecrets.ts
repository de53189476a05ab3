import type { SecretKind } from '../../../shared/connections/contract.ts';
import type { SshTarget } from '../../../shared/projects/environment.ts';

/** The secrets an environment's ways to sign in may need: a key file may have a passphrase, a password is always wanted. */
export const wantedSecrets = (ssh: SshTarget): readonly SecretKind[] => {
  const target: readonly SecretKind[] =
    ssh.auth.kind === 'key' ? ['passphrase'] : ssh.auth.kind === 'password' ? ['password'] : [];
  const jump: readonly SecretKind[] =
    ssh.jump?.auth.kind === 'key' ? ['jumpPassphrase'] : ssh.jump?.auth.kind === 'password' ? ['jumpPassword'] : [];
  return [...target, ...jump];
};
