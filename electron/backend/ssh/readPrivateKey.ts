import { createPrivateKey } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import ssh2, { type ParsedKey } from 'ssh2';
import { sshError } from './hopFailures.ts';
import { localPath } from './localPath.ts';
import { openOnce } from './openedKeys.ts';
import type { ResolvedHop } from './resolveTarget.ts';

/** The largest private keys (RSA of 16,384 bits) are 13 kB. */
const KEY_MAX = 64 * 1024;
/** ssh-keygen makes 16 or 24 rounds, the careful a few hundred; each takes this thread some 20 ms. */
const KDF_ROUNDS_MAX = 2000;

/** Reads and opens a private key file, so that what is wrong with it is known before anything is sent. Rejects with SshError.
 *
 * Takes OpenSSH's own format, PEM (PKCS#1, SEC1, PKCS#8 of RSA and EC) and PuTTY's version 2. */
export const readPrivateKey = async (
  hop: ResolvedHop,
  path: string,
  { passphrase, homeDir }: { readonly passphrase: string | null; readonly homeDir: string },
): Promise<ParsedKey> => {
  const text = await readText(hop, path, homeDir);
  const invalid = (what: string, act = 'Choose the private key file that belongs to this account.') =>
    sshError(hop, 'key-invalid', `${path} ${what}.`, act);
  if (/^(ssh-|ecdsa-|sk-)\S+ [A-Za-z0-9+/]/.test(text))
    throw invalid('is the public half of a key', 'Choose the file of the same name without .pub.');
  if (/^PuTTY-User-Key-File-3:/.test(text))
    throw invalid('is a key of PuTTY version 3', 'Export it with PuTTYgen: Conversions, Export OpenSSH key.');
  const lock = lockOf(text);
  if (lock === 'absurd') throw invalid('asks for an absurd amount of work to open');
  if (lock === 'passphrase' && passphrase === null)
    throw sshError(
      hop,
      'passphrase-needed',
      `${path} is protected by a passphrase.`,
      'Enter the passphrase in the connection settings, or add the key to your agent: ssh-add.',
    );
  const key =
    lock === 'passphrase' && passphrase !== null
      ? openOnce(text, passphrase, () => parse(text, passphrase))
      : parse(text, null);
  if (key !== null) return key;
  if (lock === 'passphrase')
    throw sshError(
      hop,
      'passphrase-wrong',
      `The passphrase kept for ${path} does not open it.`,
      'Enter the passphrase again in the connection settings.',
    );
  throw invalid('is not a private key that can be used', `Check the file; ssh-keygen -p -f ${path} writes it anew.`);
};

const readText = async (hop: ResolvedHop, path: string, homeDir: string): Promise<string> => {
  const file = localPath(path, homeDir);
  try {
    const { size, mode } = await stat(file);
    const isFile = (mode & 0o170000) === 0o100000;
    if (!isFile) throw sshError(hop, 'key-unreadable', `${path} is not a file.`, 'Choose the private key file itself.');
    if (size > KEY_MAX)
      throw sshError(
        hop,
        'key-invalid',
        `${path} is too large for a private key.`,
        'Choose the private key file itself.',
      );
    return (await readFile(file, 'latin1')).trim();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (code === null) throw error;
    if (code === 'ENOENT' || code === 'ENOTDIR')
      throw sshError(
        hop,
        'key-unreadable',
        `There is no key file ${path}.`,
        'Check the path in the connection settings.',
      );
    throw sshError(
      hop,
      'key-unreadable',
      `The key file ${path} cannot be read (${String(code)}).`,
      'Give your own account the right to read it: chmod 600.',
    );
  }
};

/** Whether a passphrase locks the key. */
const lockOf = (text: string): 'none' | 'passphrase' | 'absurd' => {
  const body = /^-----BEGIN OPENSSH PRIVATE KEY-----([\s\S]*)-----END/.exec(text)?.[1];
  if (body !== undefined) {
    const data = Buffer.from(body, 'base64');
    let at = 'openssh-key-v1\0'.length;
    const field = (): Buffer => {
      const length = at + 4 <= data.length ? data.readUInt32BE(at) : 0;
      const value = data.subarray(at + 4, at + 4 + length);
      at += 4 + length;
      return value;
    };
    const cipher = field().toString('latin1');
    field();
    const kdf = field();
    const rounds = kdf.length >= 4 ? kdf.readUInt32BE(kdf.length - 4) : 0;
    return rounds > KDF_ROUNDS_MAX ? 'absurd' : cipher === 'none' || cipher === '' ? 'none' : 'passphrase';
  }
  const locked =
    /^Proc-Type: 4,ENCRYPTED/m.test(text) ||
    text.startsWith('-----BEGIN ENCRYPTED PRIVATE KEY-----') ||
    (text.startsWith('PuTTY-User-Key-File-') && /^Encryption: (?!none)/m.test(text));
  return locked ? 'passphrase' : 'none';
};

/** Null when it cannot be opened; ssh2 answers with an Error or throws, by format. */
const parse = (text: string, passphrase: string | null): ParsedKey | null => {
  try {
    const pem = /^-----BEGIN (ENCRYPTED )?PRIVATE KEY-----/.test(text) ? withoutPkcs8(text, passphrase) : text;
    const parsed: ParsedKey | Error | readonly ParsedKey[] = ssh2.utils.parseKey(pem, passphrase ?? undefined);
    const key = Array.isArray(parsed) ? parsed[0] : parsed;
    return key === undefined || key instanceof Error || !key.isPrivateKey() ? null : key;
  } catch {
    return null;
  }
};

/** ssh2 reads no PKCS#8, Node does. */
const withoutPkcs8 = (text: string, passphrase: string | null): string => {
  const key = createPrivateKey({ key: text, format: 'pem', ...(passphrase === null ? {} : { passphrase }) });
  const type = key.asymmetricKeyType === 'rsa' ? 'pkcs1' : 'sec1';
  return key.export({ type, format: 'pem' }).toString();
};
