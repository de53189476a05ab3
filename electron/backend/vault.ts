import type { VaultProtection } from '../../shared/connections/contract.ts';

/** Where secrets live: the desktop shell's is backed by the system's keychain, the browser shell's by memory alone. */
export interface Vault {
  readonly protection: VaultProtection;
  readonly get: (name: string) => string | null;
  readonly set: (name: string, value: string) => void;
  readonly delete: (name: string) => void;
  readonly names: () => readonly string[];
}
