import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Log } from '../backend/log.ts';
import { type Answer, send, textAnswer } from './answer.ts';
import type { ApiHandler } from './apiSocket.ts';
import type { PageFile } from './pageFiles.ts';
import { judgeRequest } from './requestGuard.ts';
import { answerPost } from './sessionDoor.ts';
import type { SessionStore } from './sessionStore.ts';
import type { SignInCodes } from './signInCodes.ts';
import { createSocketGate } from './socketGate.ts';

export interface BrowserHostDeps {
  /** Listens on 127.0.0.1 already. */
  readonly server: Server;
  readonly port: number;
  readonly files: ReadonlyMap<string, PageFile>;
  readonly handler: ApiHandler;
  readonly codes: SignInCodes;
  readonly sessions: SessionStore;
  /** See DoorDeps. */
  readonly key: string;
  readonly log: Log;
  readonly pingMs?: number;
}

/** Serves the page, the door and the API on one loopback address, and nothing else; returns what ends it. */
export const openBrowserHost = (deps: BrowserHostDeps): (() => Promise<void>) => {
  const { server, port, files, handler, codes, sessions, key, log, pingMs = 20_000 } = deps;
  const host = `127.0.0.1:${port}`;
  const origin = `http://${host}`;
  const gate = createSocketGate({ handler, sessions, host, log, pingMs });

  const answerFor = async (request: IncomingMessage): Promise<Answer> => {
    const { method = '', url = '', rawHeaders } = request;
    const reading = method === 'GET' || method === 'HEAD';
    if (!reading && method !== 'POST') return textAnswer(405, 'Only GET, HEAD and POST are answered.');
    const refused = judgeRequest({ method, target: url, rawHeaders }, host, reading ? 'page' : 'post');
    if (refused !== null) return textAnswer(refused.status, refused.reason);
    if (!reading) return answerPost(request, { codes, sessions, origin, key });
    const file = files.get(url);
    if (file === undefined) return textAnswer(404, 'Nothing is here.');
    return { status: 200, type: file.type, body: await file.read(), immutable: file.immutable };
  };

  const onRequest = (request: IncomingMessage, response: ServerResponse): void => {
    answerFor(request)
      .catch((error: unknown) => {
        log.error('a request failed', { error });
        return textAnswer(500, 'Pitwall could not answer; its log says why.');
      })
      .then((answer) => send(request, response, origin, answer))
      .catch((error: unknown) => log.warn('an answer could not be sent', { error }));
  };

  server.on('request', onRequest);
  server.on('upgrade', gate.upgrade);
  return async () => {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    await gate.close();
    server.closeAllConnections();
    await closed;
  };
};
