import { type SecretKind, secretKinds, type VaultProtection } from '../../../shared/connections/contract.ts';
import type { EnvironmentId } from '../../../shared/ids.ts';
import type { ConnectionsDeps } from './connectionsDeps.ts';
import { requireEnvironment } from './requireEnvironment.ts';

/** The name under which the vault keeps a secret of an environment. */
export const secretName = (environment: EnvironmentId, kind: SecretKind): string => `ssh/${environment}/${kind}`;

/** Which secrets are kept, never what they are. Throws Failure GONE. */
export const heldSecrets = (
  deps: ConnectionsDeps,
  environment: EnvironmentId,
): { readonly protection: VaultProtection; readonly held: SecretKind[] } => {
  requireEnvironment(deps, environment);
  const names = new Set(deps.vault.names());
  return {
    protection: deps.vault.protection,
    held: secretKinds.filter((kind) => names.has(secretName(environment, kind))),
  };
};

/** Keeps a secret; nothing gives it back over the API. Throws Failure GONE, and what the vault throws (NOT_PROTECTED, STORAGE). */
export const setSecret = (
  deps: ConnectionsDeps,
  {
    environment,
    kind,
    value,
  }: { readonly environment: EnvironmentId; readonly kind: SecretKind; readonly value: string },
): void => {
  requireEnvironment(deps, environment);
  deps.vault.set(secretName(environment, kind), value);
  changed(deps, environment, kind, 'secret.set');
};

/** Forgets a secret. Throws Failure GONE. */
export const clearSecret = (
  deps: ConnectionsDeps,
  { environment, kind }: { readonly environment: EnvironmentId; readonly kind: SecretKind },
): void => {
  requireEnvironment(deps, environment);
  deps.vault.delete(secretName(environment, kind));
  changed(deps, environment, kind, 'secret.clear');
};

const words: Readonly<Record<SecretKind, string>> = {
  passphrase: 'the passphrase of the key',
  password: 'the password',
  jumpPassphrase: 'the passphrase of the jump host’s key',
  jumpPassword: 'the password of the jump host',
};

const changed = (
  deps: ConnectionsDeps,
  id: EnvironmentId,
  kind: SecretKind,
  verb: 'secret.set' | 'secret.clear',
): void => {
  const { name, projectId } = requireEnvironment(deps, id);
  deps.appendLedger({
    at: deps.clock.now(),
    actor: deps.actor,
    verb,
    entity: 'environment',
    entityId: id,
    projectId,
    summary: `${verb === 'secret.set' ? 'Entered' : 'Removed'} ${words[kind]} for ${name}`,
    inverse: null,
  });
  deps.connectionChanged(id);
  deps.feed.publish('connection', id);
};
