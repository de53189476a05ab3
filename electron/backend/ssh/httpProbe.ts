import http from 'node:http';
import type { Duplex } from 'node:stream';
import type { Clock } from '../clock.ts';
import { openDirect } from './openDirect.ts';
import { type OpenedTls, openTls } from './openTls.ts';
import { OUT_OF_TIME, withDeadline } from './withDeadline.ts';

/** Health answers are a few hundred bytes; what is longer is not read. */
const BODY_MAX = 64 * 1024;

/** What a request met on its way, however it ended. */
export interface HttpSeen {
  /** Milliseconds from the beginning to the end of the answer, or to the failure. */
  readonly duration: number;
  /** Milliseconds of each part; null for a part that there was none of. */
  readonly timings: { readonly connect: number | null; readonly tls: number | null; readonly firstByte: number | null };
  /** The request was handed over: connected, and over a trusted TLS where asked. */
  readonly sent: boolean;
  /** When the certificate that was shown ends, in milliseconds since 1970; null without TLS. */
  readonly certificateEnds: number | null;
}

export type HttpAnswer = HttpSeen &
  (
    | { readonly kind: 'answer'; readonly status: number; readonly location: string | null }
    | {
        readonly kind: 'failed';
        readonly code: string;
        readonly message: string;
        /** Of an answer that began and did not end. */
        readonly status: number | null;
      }
  );

/** Opens a TCP connection. One that comes after the signal has aborted is destroyed by the caller. */
export type OpenConnection = (host: string, port: number, signal: AbortSignal) => Promise<Duplex>;

export interface HttpProbeOptions {
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  readonly clock: Pick<Clock, 'monotonic' | 'sleep'>;
  /** This machine's own network unless told (an SSH forward, say). */
  readonly connect?: OpenConnection;
}

/** Asks a URL once, over a connection of its own: no redirect is followed, at most 64 KiB are read and not decoded, certificates are verified.
 *
 * Never throws: whatever goes wrong is an answer of kind `failed` with the system's error code. */
export const httpProbe = async (address: string, options: HttpProbeOptions): Promise<HttpAnswer> => {
  const { timeoutMs, clock, connect = openDirect } = options;
  const url = new URL(address);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const secure = url.protocol === 'https:';
  const port = url.port === '' ? (secure ? 443 : 80) : Number(url.port);
  const began = clock.monotonic();
  let last = began;
  const lap = () => {
    const [before, now] = [last, clock.monotonic()];
    last = now;
    return now - before;
  };
  const timings: { -readonly [Part in keyof HttpSeen['timings']]: number | null } = {
    connect: null,
    tls: null,
    firstByte: null,
  };
  let tls: OpenedTls | null = null;
  let sent = false;
  let status: number | null = null;
  const seen = (): HttpSeen => ({
    duration: clock.monotonic() - began,
    timings: { ...timings },
    sent,
    certificateEnds: tls?.certificateEnds ?? null,
  });
  const failed = (error: unknown, signal: AbortSignal): HttpAnswer => {
    const timedOut = signal.reason === OUT_OF_TIME;
    const { code, message } = error as NodeJS.ErrnoException;
    const known = typeof code === 'string' ? code : 'EUNKNOWN';
    return {
      kind: 'failed',
      code: timedOut ? 'ETIMEDOUT' : known,
      message: timedOut ? `no answer within ${Math.round(timeoutMs / 100) / 10} s` : message || known,
      status,
      ...seen(),
    };
  };
  return withDeadline({ clock, ms: timeoutMs, signal: options.signal }, async (signal) => {
    let stream: Duplex | null = null;
    try {
      stream = await unlessAborted(connect(host, port, signal), signal);
      stream.on('error', () => {});
      timings.connect = lap();
      if (secure) {
        tls = await openTls(stream, host, signal);
        timings.tls = lap();
        if (tls.distrust !== null) throw tls.distrust;
      }
      sent = true;
      const { location } = await ask(url, tls?.socket ?? stream, signal, (head) => {
        status = head;
        timings.firstByte = lap();
      });
      return { kind: 'answer', status: status ?? 0, location, ...seen() };
    } catch (error) {
      return failed(error, signal);
    } finally {
      tls?.socket.destroy();
      stream?.destroy();
    }
  });
};

/** The connection, or the signal's reason; one that comes too late is closed. */
const unlessAborted = (opening: Promise<Duplex>, signal: AbortSignal): Promise<Duplex> =>
  new Promise((resolve, reject) => {
    const onAbort = () => reject(signal.reason);
    signal.addEventListener('abort', onAbort, { once: true });
    if (signal.aborted) onAbort();
    opening.then(
      (stream) => {
        signal.removeEventListener('abort', onAbort);
        if (!signal.aborted) return resolve(stream);
        stream.on('error', () => {});
        stream.destroy();
      },
      (error: unknown) => {
        signal.removeEventListener('abort', onAbort);
        reject(error);
      },
    );
  });

const ask = (
  url: URL,
  socket: Duplex,
  signal: AbortSignal,
  onHead: (status: number) => void,
): Promise<{ readonly location: string | null }> =>
  new Promise((resolve, reject) => {
    const request = http.request(
      {
        // A connection that is given is used as it is; with an agent Node would open one of its own.
        createConnection: () => socket,
        path: `${url.pathname}${url.search}`,
        headers: { host: url.host, 'user-agent': 'Pitwall', accept: '*/*', connection: 'close' },
        signal,
      },
      (response) => {
        onHead(response.statusCode ?? 0);
        let bytes = 0;
        const done = () => {
          resolve({ location: response.headers.location ?? null });
          request.destroy();
        };
        response.on('data', (chunk: Buffer) => {
          bytes += chunk.length;
          if (bytes > BODY_MAX) done();
        });
        response.on('end', done);
        response.on('error', reject);
      },
    );
    request.on('error', reject);
    request.end();
  });
