import http, { type RequestListener } from 'node:http';
import https from 'node:https';
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from 'node:net';
import type { TestCertificate } from './makeCertificate.ts';

export interface Listening {
  readonly port: number;
  /** From then on its port refuses. */
  readonly stop: () => Promise<void>;
}

/** Servers on 127.0.0.1 that a test stops together. */
export interface FarSide {
  readonly http: (handle: RequestListener) => Promise<Listening>;
  readonly https: (certificate: TestCertificate, handle: RequestListener) => Promise<Listening>;
  /** A plain TCP server; unless told it takes connections and says nothing. */
  readonly tcp: (onSocket?: (socket: Socket) => void) => Promise<Listening>;
  /** As nginx does it: passes on to a port of 127.0.0.1, 502 where nothing answers there. */
  readonly proxy: (upstream: number) => Promise<Listening>;
  /** A port where nothing listens. */
  readonly closedPort: () => Promise<number>;
  readonly stop: () => Promise<void>;
}

export const createFarSide = (): FarSide => {
  const open: Listening[] = [];
  const listen = async (server: Server): Promise<Listening> => {
    const sockets = new Set<Socket>();
    server.on('connection', (socket) => {
      sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => sockets.delete(socket));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const listening = {
      port: (server.address() as AddressInfo).port,
      stop: () =>
        new Promise<void>((resolve) => {
          for (const socket of sockets) socket.destroy();
          server.close(() => resolve());
        }),
    };
    open.push(listening);
    return listening;
  };
  const plain = (handle: RequestListener) => listen(http.createServer(handle));
  return {
    http: plain,
    https: (certificate, handle) => listen(https.createServer({ ...certificate }, handle)),
    tcp: (onSocket = () => {}) => listen(createTcpServer(onSocket)),
    proxy: (upstream) =>
      plain((request, response) => {
        const onwards = http.request(
          { host: '127.0.0.1', port: upstream, path: request.url, agent: false },
          (answer) => {
            response.writeHead(answer.statusCode ?? 502);
            answer.pipe(response);
          },
        );
        onwards.on('error', () => response.writeHead(502).end('Bad Gateway'));
        onwards.end();
      }),
    closedPort: async () => {
      const { port, stop } = await listen(createTcpServer());
      await stop();
      return port;
    },
    stop: async () => {
      await Promise.all(open.splice(0).map(({ stop }) => stop()));
    },
  };
};
