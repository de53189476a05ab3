import { RPCLink } from '@orpc/client/websocket';
import { postJson, readText } from './postJson.ts';
import { provesItself } from './provesItself.ts';
import { forgetSessionToken, readSessionToken, writeSessionToken } from './sessionToken.ts';
import { takeSignInCode } from './takeSignInCode.ts';
import type { Opened } from './transport.ts';

/** The code of the address bar until it is exchanged; kept when the backend could not be reached. */
let code: string | null = null;

/** Signs in to the browser shell where needed and opens a WebSocket to it. The token travels as a subprotocol: never in an address, never
 * in a cookie. */
export const openSocket = async (): Promise<Opened> => {
  code = takeSignInCode() ?? code;
  if (code !== null) {
    const answer = await postJson('/session', { code });
    if (answer === null || answer.status >= 500) return { kind: 'unreachable' };
    const token = answer.ok ? await readText(answer, 'token') : null;
    // A code that is refused was used before, by a reload for one: the session it gave may still be here.
    if (answer.status !== 429) code = null;
    if (token !== null) writeSessionToken(token);
  }
  const token = readSessionToken();
  if (token === null) return { kind: 'signed-out' };
  const proof = await provesItself(token);
  if (proof === 'signed-out') forgetSessionToken();
  return proof === 'genuine' ? await open(token) : { kind: proof };
};

const open = (token: string): Promise<Opened> =>
  new Promise((resolve) => {
    const url = new URL('/api', window.location.origin.replace(/^http/, 'ws'));
    const socket = new WebSocket(url, ['pitwall.v1', `token.${token}`]);
    const closed = new Promise<void>((done) => socket.addEventListener('close', () => done(), { once: true }));
    void closed.then(() => resolve({ kind: 'unreachable' }));
    socket.addEventListener(
      'open',
      () =>
        resolve({
          kind: 'open',
          transport: { link: new RPCLink({ websocket: socket }), closed, close: () => socket.close() },
        }),
      { once: true },
    );
  });
