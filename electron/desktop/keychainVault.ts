import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SafeStorage } from 'electron';
import { z } from 'zod';
import type { Vault } from '../backend/vault.ts';

const Stored = z.record(z.string(), z.base64());

/** On Linux without a keyring Electron still encrypts, with a password that is in its source: that protects nothing. */
const unprotectedBackends = new Set(['basic_text', 'unknown']);

const isProtected = (safeStorage: SafeStorage, platform: NodeJS.Platform): boolean =>
  safeStorage.isEncryptionAvailable() &&
  !(platform === 'linux' && unprotectedBackends.has(safeStorage.getSelectedStorageBackend()));

/** Secrets encrypted by the system's keychain, in a private file of the data folder.
 *
 * Where the system has no real keychain nothing is written: secrets stay in memory until Pitwall ends, and `protection` says so. A stored
 * value that can no longer be decrypted (another user, a new keychain) counts as not there. */
export const createKeychainVault = (dataDir: string, safeStorage: SafeStorage, platform: NodeJS.Platform): Vault => {
  const path = join(dataDir, 'vault.json');
  const kept = isProtected(safeStorage, platform);
  const secrets = new Map<string, string>();

  if (kept && existsSync(path)) {
    const stored = Stored.safeParse(parseJson(readFileSync(path, 'utf8')));
    for (const [name, value] of Object.entries(stored.data ?? {})) {
      try {
        secrets.set(name, safeStorage.decryptString(Buffer.from(value, 'base64')));
      } catch {
        // Not ours to read any more; the user is asked for it again when it is needed.
      }
    }
  }

  const write = () => {
    if (!kept) return;
    const sealed = [...secrets].map(([name, value]) => [name, safeStorage.encryptString(value).toString('base64')]);
    writeFileSync(`${path}.new`, JSON.stringify(Object.fromEntries(sealed)), { mode: 0o600 });
    renameSync(`${path}.new`, path);
  };

  return {
    protection: kept
      ? { kind: 'keychain', explanation: 'Secrets are encrypted by this system’s keychain.' }
      : {
          kind: 'memory',
          explanation:
            'Not protected: this system offers no keychain, so secrets are kept in memory and asked for again after a restart.',
        },
    get: (name) => secrets.get(name) ?? null,
    set: (name, value) => {
      secrets.set(name, value);
      write();
    },
    delete: (name) => {
      if (secrets.delete(name)) write();
    },
    names: () => [...secrets.keys()],
  };
};

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};
