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

/** The ed25519 key of this file, made (0600, with its `.pub` beside it) when there is none that can be read. */
export const ensureKey = (path: string, comment: string): RangeKey => {
  if (existsSync(path)) {
    const known = parse(readFileSync(path, 'utf8'));
    if (known !== null) {
      chmodSync(path, 0o600);
      return known;
    }
  }
  const pair = ssh2.utils.generateKeyPairSync('ed25519', { comment });
  replaceFile(path, pair.private);
  replaceFile(`${path}.pub`, `${pair.public}\n`, 0o644);
  const made = parse(pair.private);
  if (made === null) throw new Error('A key that was just made cannot be read.');
  return made;
};
