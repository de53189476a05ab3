import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Log } from '../backend/log.ts';
import { type ApiHandler, carryApi } from './apiSocket.ts';
import { headerValues, judgeRequest } from './requestGuard.ts';
import type { SessionStore } from './sessionStore.ts';

export interface SocketGateDeps {
  readonly handler: ApiHandler;
  readonly sessions: SessionStore;
  /** `127.0.0.1:PORT`. */
  readonly host: string;
  readonly log: Log;
  /** Milliseconds between two pings; a page that answered none in between is given up. */
  readonly pingMs: number;
}

export interface SocketGate {
  readonly upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
  /** Says goodbye to every page and ends what does not go. */
  readonly close: () => Promise<void>;
}

/** A project file has 256 KiB, and JSON may double it. */
const MESSAGE_MAX = 1024 * 1024;
/** Tabs that one session, or all of them, may have open. */
const SOCKETS_MAX = 64;
/** How long a page has to answer the goodbye. */
const GOODBYE_MS = 500;

/** Lets signed-in pages of ours open the WebSocket. The token comes as a subprotocol, `token.ID.SECRET`, which no other page can know, no
 * log keeps and no server ever says again. */
export const createSocketGate = ({ handler, sessions, host, log, pingMs }: SocketGateDeps): SocketGate => {
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: MESSAGE_MAX,
    perMessageDeflate: false,
    handleProtocols: () => 'pitwall.v1',
  });
  const quiet = new Set<WebSocket>();
  const pings = setInterval(() => {
    for (const socket of server.clients) {
      if (quiet.has(socket)) socket.terminate();
      quiet.add(socket);
      socket.ping();
    }
  }, pingMs);
  pings.unref();

  const welcome = (socket: WebSocket): void => {
    socket.on('pong', () => quiet.delete(socket));
    socket.on('close', () => quiet.delete(socket));
    socket.on('error', (error) => log.warn('a page broke the rules of its connection', { error: error.message }));
    carryApi(socket, handler);
  };

  const refusal = (request: IncomingMessage): number | null => {
    const facts = { method: request.method ?? '', target: request.url ?? '', rawHeaders: request.rawHeaders };
    const judged = judgeRequest(facts, host, 'socket');
    if (judged !== null) return judged.status;
    if (request.url !== '/api' || request.method !== 'GET') return 404;
    const token = tokenOf(request.rawHeaders);
    if (token === null || sessions.check(token) === null) return 401;
    return server.clients.size >= SOCKETS_MAX ? 503 : null;
  };

  return {
    upgrade: (request, socket, head) => {
      const status = refusal(request);
      if (status === null) return server.handleUpgrade(request, socket, head, welcome);
      socket.on('error', () => {});
      socket.end(`HTTP/1.1 ${status} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
      return undefined;
    },
    close: async () => {
      clearInterval(pings);
      const gone = [...server.clients].map(
        (socket) =>
          new Promise<void>((resolve) => {
            const late = setTimeout(() => socket.terminate(), GOODBYE_MS);
            socket.once('close', () => {
              clearTimeout(late);
              resolve();
            });
            socket.close(1001, 'Pitwall ends.');
          }),
      );
      await Promise.all(gone);
    },
  };
};

const tokenOf = (rawHeaders: readonly string[]): string | null => {
  const [value, ...more] = headerValues(rawHeaders, 'sec-websocket-protocol');
  const [version, token, ...rest] = (value ?? '').split(',').map((each) => each.trim());
  if (more.length > 0 || rest.length > 0 || version !== 'pitwall.v1') return null;
  return token?.startsWith('token.') ? token.slice('token.'.length) : null;
};
