import type { ServerHostKeyAlgorithm } from 'ssh2';

/** Without SHA-1 signatures (`ssh-rsa` as an algorithm) and DSA; an RSA key itself is signed with SHA-2. */
const ALGORITHMS: readonly (readonly [keyType: string, algorithms: readonly ServerHostKeyAlgorithm[]])[] = [
  ['ssh-ed25519', ['ssh-ed25519']],
  ['ecdsa-sha2-nistp256', ['ecdsa-sha2-nistp256']],
  ['ecdsa-sha2-nistp384', ['ecdsa-sha2-nistp384']],
  ['ecdsa-sha2-nistp521', ['ecdsa-sha2-nistp521']],
  ['ssh-rsa', ['rsa-sha2-512', 'rsa-sha2-256']],
];

/** The host key algorithms to offer, those of the known key types first.
 *
 * A server with several keys shows the one the client asks for first: asked in another order, a good server would show a key that
 * nobody has compared. */
export const serverHostKeyAlgorithms = (knownTypes: readonly string[]): ServerHostKeyAlgorithm[] => {
  const known = knownTypes.flatMap((type) => ALGORITHMS.filter(([keyType]) => keyType === type));
  return [...new Set([...known, ...ALGORITHMS])].flatMap(([, algorithms]) => algorithms);
};
