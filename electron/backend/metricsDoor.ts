import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { EXPOSITION_TYPE } from '../../shared/prometheus/exposition.ts';
import type { Log } from './log.ts';

/** The endpoint could not be opened; the message is the one line that the user sees. */
export class MetricsDoorRefused extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'MetricsDoorRefused';
  }
}

export interface MetricsDoor {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** Serves `GET /metrics` on 127.0.0.1 and nothing else; port 0 takes any free one. Rejects with MetricsDoorRefused.
 *
 * Whoever is on this machine may read it, so it holds nothing secret. The Host is checked against DNS rebinding: no page of a browser can
 * read it under a name of its own, and none at all across origins, because nothing allows it. */
export const openMetricsDoor = (wanted: number, text: () => string, log: Log): Promise<MetricsDoor> =>
  new Promise((resolve, reject) => {
    let hosts: readonly string[] = [];
    const server = createServer(
      { headersTimeout: 5_000, requestTimeout: 10_000, keepAliveTimeout: 65_000, maxHeaderSize: 16 * 1024 },
      (request, response) => answer(request, response, hosts, text, log),
    );
    server.maxConnections = 64;
    server.once('error', ({ code, message }: NodeJS.ErrnoException) => {
      const why = code === 'EADDRINUSE' ? 'is in use by another program' : `cannot be listened on (${code ?? message})`;
      reject(new MetricsDoorRefused(`Port ${wanted} for metrics ${why}. Name another one with --metrics.`));
    });
    server.listen({ host: '127.0.0.1', port: wanted, exclusive: true }, () => {
      const { port } = server.address() as AddressInfo;
      hosts = [`127.0.0.1:${port}`, `localhost:${port}`, ...(port === 80 ? ['127.0.0.1', 'localhost'] : [])];
      server.on('error', (error) => log.warn('the metrics endpoint failed', { error }));
      resolve({
        url: `http://127.0.0.1:${port}/metrics`,
        close: () =>
          new Promise((done) => {
            server.close(() => done());
            server.closeAllConnections();
          }),
      });
    });
  });

const answer = (
  request: IncomingMessage,
  response: ServerResponse,
  hosts: readonly string[],
  text: () => string,
  log: Log,
): void => {
  request.resume();
  const say = (status: number, type: string, body: string, more: Readonly<Record<string, string>> = {}): void => {
    response.writeHead(status, {
      'content-type': type,
      'content-length': Buffer.byteLength(body),
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'no-store',
      ...more,
    });
    response.end(body);
  };
  const refuse = (status: number, why: string): void =>
    say(status, 'text/plain; charset=utf-8', `${why}\n`, status === 405 ? { allow: 'GET' } : {});
  const named = request.rawHeaders.filter((_, i) => i % 2 === 1 && request.rawHeaders[i - 1]?.toLowerCase() === 'host');
  const refusal = refusalOf(request, named.length === 1 && hosts.includes(named[0] ?? ''));
  if (refusal !== null) {
    refuse(...refusal);
    return;
  }
  try {
    say(200, EXPOSITION_TYPE, text());
  } catch (error) {
    log.error('metrics could not be told', { error: String(error) });
    refuse(500, 'Pitwall could not answer; its log says why.');
  }
};

const refusalOf = (
  { method, url, headers }: IncomingMessage,
  hostIsOurs: boolean,
): readonly [status: number, why: string] | null => {
  if (!hostIsOurs) return [421, 'This is not the address Pitwall prints.'];
  if (method !== 'GET') return [405, 'Only GET is answered.'];
  if (headers.origin !== undefined) return [403, 'No page may read this.'];
  return url === '/metrics' ? null : [404, 'Nothing is here but /metrics.'];
};
