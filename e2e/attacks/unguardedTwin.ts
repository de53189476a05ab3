import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import type { Target } from './target.ts';

/** What Pitwall's browser shell would be as many tools on loopback are: the same doors, and nobody who looks at Host, Origin or method; a
 * cookie for whoever signed in; a page that may be framed. Against it every attack must succeed, or the attack proves nothing. */
export const openUnguardedTwin = async (): Promise<Target> => {
  const codes = new Set<string>();
  const token = randomBytes(16).toString('hex');
  const cookie = `pitwall=${randomBytes(16).toString('hex')}`;
  let effects = 0;

  const knows = (request: IncomingMessage, text: string): boolean =>
    (request.headers.cookie ?? '').includes(cookie) || [...codes, token].some((secret) => text.includes(secret));

  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (part) => {
      body += String(part);
    });
    request.on('end', () => {
      const url = request.url ?? '/';
      if (url.startsWith('/session') && knows(request, url + body)) effects += 1;
      if (url === '/sign-in') response.setHeader('set-cookie', `${cookie}; Path=/; HttpOnly`);
      response.setHeader('content-type', 'text/html');
      response.end('<!doctype html><title>Twin</title><p>the twin’s own words');
    });
  });
  const sockets = new WebSocketServer({ server, handleProtocols: (offered) => [...offered][0] ?? false });
  sockets.on('connection', (socket, request) => {
    if (knows(request, String(request.headers['sec-websocket-protocol'])))
      socket.on('message', () => {
        effects += 1;
        socket.send('{"i":"1"}');
      });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const origin = `http://127.0.0.1:${port}`;
  return {
    origin,
    port,
    code: async () => {
      const code = randomBytes(24).toString('base64url');
      codes.add(code);
      return code;
    },
    token,
    effects: async () => effects,
    words: 'own words',
    visit: `${origin}/sign-in`,
    close: () =>
      new Promise<void>((resolve) => {
        for (const client of sockets.clients) client.terminate();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
