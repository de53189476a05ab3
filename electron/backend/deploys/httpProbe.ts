import http from 'node:http';
import https from 'node:https';
import type { Duplex } from 'node:stream';
import tls from 'node:tls';

/** Health answers are a few hundred bytes; what is longer is not read. */
const BODY_MAX = 64 * 1024;

export type HttpAnswer =
  | { readonly kind: 'answer'; readonly status: number; readonly duration: number }
  | { readonly kind: 'failed'; readonly code: string; readonly message: string; readonly duration: number };

export interface HttpProbeOptions {
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  readonly monotonic: () => number;
  /** Opens the TCP connection; this machine's own network unless told (an SSH forward, say). */
  readonly connect?: (host: string, port: number) => Promise<Duplex>;
}

const portOf = (url: URL): number => (url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : Number(url.port));

/** Asks a URL once: no redirect is followed, at most 64 KiB are read, certificates are verified.
 *
 * Never throws: whatever goes wrong is an answer of kind `failed` with the system's error code. `duration` is in milliseconds to the end
 * of the answer. */
export const httpProbe = async (address: string, options: HttpProbeOptions): Promise<HttpAnswer> => {
  const { timeoutMs, connect, monotonic } = options;
  const url = new URL(address);
  const began = monotonic();
  const signal = AbortSignal.any([options.signal, AbortSignal.timeout(timeoutMs)]);
  const failed = (error: unknown): HttpAnswer => {
    const timedOut = signal.aborted && !options.signal.aborted;
    const { code, message } = error as NodeJS.ErrnoException;
    return {
      kind: 'failed',
      code: timedOut ? 'ETIMEDOUT' : (code ?? 'EUNKNOWN'),
      message: timedOut ? `no answer within ${Math.round(timeoutMs / 1000)} s` : (message ?? String(error)),
      duration: monotonic() - began,
    };
  };
  try {
    const stream = connect && (await connect(url.hostname.replace(/^\[|\]$/g, ''), portOf(url)));
    stream?.on('error', () => {});
    const secure = url.protocol === 'https:';
    const socket = stream && (secure ? tls.connect({ socket: stream, servername: url.hostname }) : stream);
    return await new Promise<HttpAnswer>((resolve) => {
      const request = (secure ? https : http).request(
        url,
        {
          signal,
          headers: { 'user-agent': 'Pitwall', accept: '*/*', connection: 'close' },
          // An agent would open a connection of its own and pass over ours.
          ...(socket ? { createConnection: () => socket } : { agent: false }),
        },
        (response) => {
          let bytes = 0;
          const done = () => {
            resolve({ kind: 'answer', status: response.statusCode ?? 0, duration: monotonic() - began });
            request.destroy();
            stream?.destroy();
          };
          response.on('data', (chunk: Buffer) => {
            bytes += chunk.length;
            if (bytes > BODY_MAX) done();
          });
          response.on('end', done);
          response.on('error', (error) => resolve(failed(error)));
        },
      );
      request.on('error', (error) => {
        stream?.destroy();
        resolve(failed(error));
      });
      request.end();
    });
  } catch (error) {
    return failed(error);
  }
};
