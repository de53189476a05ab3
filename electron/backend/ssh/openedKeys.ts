import { createHash } from 'node:crypto';
import type { ParsedKey } from 'ssh2';

/** As many keys as people have. */
const KEPT = 16;

const opened = new Map<string, ParsedKey>();

/** Opens a key that a passphrase locks, or hands out what opening the same text with the same passphrase gave before.
 *
 * The bcrypt of OpenSSH's key files runs on this thread for some tenths of a second: once a key, not once a connection. */
export const openOnce = (text: string, passphrase: string, open: () => ParsedKey | null): ParsedKey | null => {
  const name = createHash('sha256').update(`${text.length}\n${text}${passphrase}`).digest('base64');
  const kept = opened.get(name);
  if (kept !== undefined) return kept;
  const key = open();
  if (key === null) return null;
  const [oldest] = opened.keys();
  if (opened.size >= KEPT && oldest !== undefined) opened.delete(oldest);
  opened.set(name, key);
  return key;
};

/** Forgets all of them: a secret was changed or removed. */
export const forgetOpenedKeys = (): void => opened.clear();
