import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ServerLimits {
  /** Milliseconds for a request's headers, for all of it, and between two looks at who is late. */
  readonly headersMs: number;
  readonly requestMs: number;
  readonly lookMs: number;
}

/** A page's own requests take milliseconds; who dribbles bytes is cut off. */
const limits: ServerLimits = { headersMs: 5_000, requestMs: 10_000, lookMs: 1_000 };

export type Listening =
  | { readonly kind: 'listening'; readonly server: Server; readonly port: number }
  | { readonly kind: 'failed'; readonly code: string };

/** Listens on 127.0.0.1 and on nothing else; port 0 takes any free one. No request is answered before someone listens to the server. */
export const listenOnLoopback = (port: number, { headersMs, requestMs, lookMs } = limits): Promise<Listening> =>
  new Promise((resolve) => {
    const server = createServer({
      headersTimeout: headersMs,
      requestTimeout: requestMs,
      connectionsCheckingInterval: lookMs,
      keepAliveTimeout: 5_000,
      maxHeaderSize: 16 * 1024,
    });
    server.maxConnections = 256;
    server.once('error', (error: NodeJS.ErrnoException) =>
      resolve({ kind: 'failed', code: error.code ?? error.message }),
    );
    server.listen({ host: '127.0.0.1', port, exclusive: true }, () =>
      resolve({ kind: 'listening', server, port: (server.address() as AddressInfo).port }),
    );
  });
