import { createHash, createHmac } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { HostKeyKnowledge, TrustedKey } from '../../../shared/connections/judgeHostKey.ts';
import {
  type KnownHostLine,
  knownHostName,
  readKnownHostsText,
  speaksOf,
  unpadded,
} from '../../../shared/connections/readKnownHostsText.ts';
import type { HostKeyPins } from './sshSurroundings.ts';

/** The user's files, then the machine's, as ssh(1) reads them. */
const FILES: readonly (readonly [path: string, shown: string])[] = [
  ['.ssh/known_hosts', '~/.ssh/known_hosts'],
  ['.ssh/known_hosts2', '~/.ssh/known_hosts2'],
  ['/etc/ssh/ssh_known_hosts', '/etc/ssh/ssh_known_hosts'],
  ['/etc/ssh/ssh_known_hosts2', '/etc/ssh/ssh_known_hosts2'],
];
const FILE_MAX = 16 * 1024 * 1024;

/** Gathers what is known of a host's keys, for a verdict that does not wait.
 *
 * known_hosts is read once a connection, pins each time the function that comes back is called: a key exchange in the middle of a
 * connection is judged by what is pinned then. */
export const readHostKeyKnowledge = async (
  { host, port }: { readonly host: string; readonly port: number },
  { hostKeys, homeDir }: { readonly hostKeys: HostKeyPins; readonly homeDir: string },
): Promise<() => HostKeyKnowledge> => {
  const exact = knownHostName(host, port);
  const bare = knownHostName(host, 22);
  const found = { known: [] as TrustedKey[], knownWithoutPort: [] as TrustedKey[], revoked: [] as TrustedKey[] };
  for (const [path, shown] of FILES) {
    for (const line of await readLines(path.startsWith('/') ? path : join(homeDir, path))) {
      const ofExact = speaksOf(line, exact, hmac);
      const ofBare = port !== 22 && !ofExact && speaksOf(line, bare, hmac);
      if (line.marker === 'cert-authority' || (!ofExact && !ofBare)) continue;
      const key = { type: line.type, key: line.key, source: `${shown}, line ${line.line}`, since: null };
      (line.marker === 'revoked' ? found.revoked : ofExact ? found.known : found.knownWithoutPort).push(key);
    }
  }
  return () => ({
    ...found,
    pinned: hostKeys.pinned(host, port).map(({ type, key, since }) => ({
      type,
      key: unpadded(key.toString('base64')),
      source: 'Pitwall',
      since,
    })),
  });
};

const readLines = async (path: string): Promise<readonly KnownHostLine[]> => {
  const text = await readFile(path, 'latin1').catch(() => '');
  return readKnownHostsText(text.slice(0, FILE_MAX));
};

const hmac = (saltBase64: string, text: string): string =>
  createHmac('sha1', Buffer.from(saltBase64, 'base64')).update(text).digest('base64');

/** `SHA256:…` as `ssh-keygen -lf` prints it. */
export const fingerprintOf = (key: Buffer): string =>
  `SHA256:${unpadded(createHash('sha256').update(key).digest('base64'))}`;

/** The type a public key in SSH's wire form names, e.g. `ssh-ed25519`; empty when it names none. */
export const keyTypeOf = (key: Buffer): string => {
  const length = key.length >= 4 ? key.readUInt32BE(0) : 0;
  const name = key.subarray(4, 4 + Math.min(length, 64)).toString('latin1');
  return /^[\x21-\x7e]+$/.test(name) ? name : '';
};
