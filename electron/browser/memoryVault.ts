import type { Vault } from '../backend/vault.ts';

/** Secrets in memory alone: a process without a desktop has no keychain that would not be another file. They end with Pitwall. */
export const createMemoryVault = (): Vault => {
  const secrets = new Map<string, string>();
  return {
    protection: {
      kind: 'memory',
      explanation:
        'Kept in memory only: in the browser Pitwall has no keychain, so passphrases and passwords are never written to disk and are asked for again after a restart.',
    },
    get: (name) => secrets.get(name) ?? null,
    set: (name, value) => void secrets.set(name, value),
    delete: (name) => void secrets.delete(name),
    names: () => [...secrets.keys()],
  };
};
