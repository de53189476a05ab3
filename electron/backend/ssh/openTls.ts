import { isIP } from 'node:net';
import type { Duplex } from 'node:stream';
import tls, { type SecureContext, type TLSSocket } from 'node:tls';

export interface OpenedTls {
  readonly socket: TLSSocket;
  /** Milliseconds since 1970; null when the server showed no certificate. */
  readonly certificateEnds: number | null;
  /** Why the certificate is not to be trusted, its `code` as OpenSSL names it; null when it is. Then nothing may be sent. */
  readonly distrust: Error | null;
}

/** Speaks TLS over a connection. Rejects when there is none to be had; a certificate that is not to be trusted is told by `distrust`, so that
 * its end can be read even when it has come. */
export const openTls = (stream: Duplex, host: string, signal: AbortSignal): Promise<OpenedTls> =>
  new Promise((resolve, reject) => {
    const socket = tls.connect({
      socket: stream,
      host,
      ...(isIP(host) === 0 && { servername: host }),
      ALPNProtocols: ['http/1.1'],
      secureContext: trusted(),
      // It is verified all the same; the caller sends nothing when `distrust` says so.
      rejectUnauthorized: false,
    });
    const onAbort = () => {
      socket.destroy();
      reject(signal.reason);
    };
    const settled = () => signal.removeEventListener('abort', onAbort);
    signal.addEventListener('abort', onAbort, { once: true });
    if (signal.aborted) onAbort();
    socket.on('error', (error) => {
      settled();
      reject(error);
    });
    socket.once('secureConnect', () => {
      settled();
      const ends = Date.parse(socket.getPeerCertificate().valid_to);
      resolve({
        socket,
        certificateEnds: Number.isNaN(ends) ? null : ends,
        distrust: socket.authorized ? null : distrustOf(socket.authorizationError),
      });
    });
  });

/** Node gives a code where its types say Error. */
const distrustOf = (error: unknown): Error => {
  const code = error instanceof Error ? ((error as NodeJS.ErrnoException).code ?? error.message) : String(error);
  return Object.assign(new Error(`the certificate is not trusted (${code})`), { code });
};

let context: SecureContext | null = null;

/** The authorities of Node and of the operating system, where a company's own are; parsed once, which takes some 50 ms. */
const trusted = (): SecureContext => {
  context ??= tls.createSecureContext({
    ca: [...new Set([...tls.getCACertificates('default'), ...tls.getCACertificates('system')])],
  });
  return context;
};
