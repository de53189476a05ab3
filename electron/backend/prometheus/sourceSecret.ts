import { z } from 'zod';
import type { EnvironmentId } from '../../../shared/ids.ts';
import type { Vault } from '../vault.ts';

const Kept = z.object({ origin: z.string(), value: z.string() });

/** The name under which the vault keeps the token or password for an environment's Prometheus. */
export const sourceSecretName = (environment: EnvironmentId): string => `prometheus/${environment}`;

const read = (vault: Pick<Vault, 'get'>, environment: EnvironmentId): z.infer<typeof Kept> | null => {
  const text = vault.get(sourceSecretName(environment));
  try {
    return text === null ? null : Kept.parse(JSON.parse(text));
  } catch {
    return null;
  }
};

/** The secret for an address: null where none is kept, or for another host. Whoever changes the address gets no token sent there. */
export const sourceSecretFor = (vault: Pick<Vault, 'get'>, environment: EnvironmentId, url: string): string | null => {
  const kept = read(vault, environment);
  return kept !== null && kept.origin === new URL(url).origin ? kept.value : null;
};

/** For which address a secret is kept. */
export const sourceSecretOrigin = (vault: Pick<Vault, 'get'>, environment: EnvironmentId): string | null =>
  read(vault, environment)?.origin ?? null;

export const keepSourceSecret = (
  vault: Pick<Vault, 'set'>,
  environment: EnvironmentId,
  url: string,
  value: string,
): void => vault.set(sourceSecretName(environment), JSON.stringify({ origin: new URL(url).origin, value }));
