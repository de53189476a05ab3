import { postJson, readText } from './postJson.ts';

const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

const base64url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

export type Proof = 'genuine' | 'signed-out' | 'unreachable';

/** Asks whatever listens on our port to prove that it knows this session, before the token is sent to it.
 *
 * While Pitwall is away another program of another user could take its port; a page that reconnects would hand it the token. So the
 * token's id and a fresh nonce are sent, and HMAC-SHA-256 over origin and nonce, keyed by the hash of the token's secret, must come
 * back. The origin is in it so that an answer cannot be fetched from the real Pitwall on another port. */
export const provesItself = async (token: string): Promise<Proof> => {
  const [id, secret] = token.split('.');
  if (id === undefined || secret === undefined) return 'signed-out';
  const nonce = base64url(crypto.getRandomValues(new Uint8Array(18)));
  const answer = await postJson('/session/proof', { id, nonce });
  if (answer === null) return 'unreachable';
  if (answer.status === 401) return 'signed-out';
  if (!answer.ok) return 'unreachable';
  const keyBytes = await crypto.subtle.digest('SHA-256', bytesOf(secret));
  const key = await crypto.subtle.importKey('raw', keyBytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  const wanted = await crypto.subtle.sign('HMAC', key, bytesOf(`${window.location.origin}\n${nonce}`));
  return (await readText(answer, 'proof')) === base64url(new Uint8Array(wanted)) ? 'genuine' : 'unreachable';
};
