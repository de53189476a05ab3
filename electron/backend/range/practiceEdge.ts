import http from 'node:http';
import { listenAgain, listenOn } from './listenOn.ts';

export interface PracticeEdge {
  readonly port: number;
  /** Dead: nothing listens at the public address any more. Rejects when its port was taken meanwhile. */
  readonly setDead: (dead: boolean) => Promise<void>;
  readonly stop: () => void;
}

export interface PracticeEdgeOptions {
  /** The port it had the last time; another one is taken when it is gone. */
  readonly port: number | null;
  readonly nginxPort: number;
  readonly dead: boolean;
}

/** The proxy at a practice server's public address, in front of its nginx, on 127.0.0.1. */
export const startPracticeEdge = async ({
  port: before,
  nginxPort,
  dead,
}: PracticeEdgeOptions): Promise<PracticeEdge> => {
  let server: http.Server | null = http.createServer((request, response) => passOn(request, response, nginxPort));
  const port = await listenAgain(server, before);
  const stop = (): void => {
    server?.close();
    server?.closeAllConnections();
    server = null;
  };
  if (dead) stop();
  return {
    port,
    setDead: async (wanted) => {
      if (wanted) return stop();
      if (server !== null) return;
      const next = http.createServer((request, response) => passOn(request, response, nginxPort));
      await listenOn(next, port);
      server = next;
    },
    stop,
  };
};

const passOn = (request: http.IncomingMessage, response: http.ServerResponse, nginxPort: number): void => {
  const onwards = http.request({
    host: '127.0.0.1',
    port: nginxPort,
    method: request.method,
    path: request.url,
    headers: { ...request.headers, connection: 'close' },
    agent: false,
  });
  onwards.on('error', () => {
    if (response.headersSent) response.destroy();
    else response.writeHead(502, { 'content-type': 'text/plain', server: 'edge' }).end('502 Bad Gateway\n');
  });
  onwards.on('response', (answer) => {
    const { connection: _, ...headers } = answer.headers;
    response.writeHead(answer.statusCode ?? 502, headers);
    answer.on('error', () => response.destroy());
    answer.pipe(response);
  });
  response.on('close', () => onwards.destroy());
  request.pipe(onwards);
};
