import { chmodSync, existsSync, readFileSync } from 'node:fs';
import ssh2 from 'ssh2';
import { replaceFile } from './replaceFile.ts';

export interface RangeKey {
  /** The private key in OpenSSH's format. */
  readonly privateKey: string;
  readonly type: string;
  /** The public key as SSH sends it. */
  readonly blob: Buffer;
}

const parse = (text: string): RangeKey | null => {
  const key = ssh2.utils.parseKey(text);
  if (key instanceof Error || !key.isPrivateKey()) return null;
  return { privateKey: text, type: key.type, blob: key.getPublicSSH() };
};

/** A new ed25519 key and its line for authorized_keys.
 *
 * ssh2 1.17 drops the zero with which one public key in 256 begins, and then cannot read its own file: such a key is thrown away. */
export const makeKey = (comment: string): RangeKey & { readonly publicLine: string } => {
  for (;;) {
    const pair = ssh2.utils.generateKeyPairSync('ed25519', { comment });
    const key = parse(pair.private);
    if (key !== null) return { ...key, publicLine: pair.public };
  }
};

/** The key of this file, made (0600, with its `.pub` beside it) when there is none that can be read. */
export const ensureKey = (path: string, comment: string): RangeKey => {
  const known = existsSync(path) ? parse(readFileSync(path, 'utf8')) : null;
  if (known !== null) {
    chmodSync(path, 0o600);
    return known;
  }
  const { publicLine, ...key } = makeKey(comment);
  replaceFile(path, key.privateKey);
  replaceFile(`${path}.pub`, `${publicLine}\n`, 0o644);
  return key;
};
