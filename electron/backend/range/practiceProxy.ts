import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import http from 'node:http';
import { dirname } from 'node:path';
import { listenOn } from './listenOn.ts';
import type { NginxConfig } from './nginxConfig.ts';

const LOG_MAX = 1024 * 1024;

export interface RunningProxy {
  /** Ends it at once: its port refuses from then on. */
  readonly stop: () => void;
}

export interface PracticeProxyOptions {
  readonly port: number;
  /** The configuration that nginx runs with; a reload changes it. */
  readonly config: () => NginxConfig;
  /** The only port that requests may be passed on to. */
  readonly appPort: number;
  readonly accessLog: string;
  readonly now: () => number;
}

const titles: Readonly<Record<number, string>> = { 502: '502 Bad Gateway', 504: '504 Gateway Time-out' };

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const two = (value: number): string => String(value).padStart(2, '0');
const logTime = (at: number): string => {
  const date = new Date(at);
  return `${two(date.getUTCDate())}/${months[date.getUTCMonth()]}/${date.getUTCFullYear()}:${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())} +0000`;
};
const logged = (value: string | undefined): string => (value ?? '-').replaceAll(/["\\\p{Cc}]/gu, '?').slice(0, 500);

/** The reverse proxy that a practice server calls nginx: one port before the app, an access log in nginx's combined format with $request_time behind it. */
export const startPracticeProxy = async (options: PracticeProxyOptions): Promise<RunningProxy> => {
  const { accessLog, now } = options;
  mkdirSync(dirname(accessLog), { recursive: true, mode: 0o700 });
  const note = (request: http.IncomingMessage, began: number, status: number, bytes: number) => {
    const seconds = (Math.max(0, now() - began) / 1000).toFixed(3);
    const line = `127.0.0.1 - - [${logTime(now())}] "${logged(request.method)} ${logged(request.url)} HTTP/${request.httpVersion}" ${status} ${bytes} "-" "${logged(request.headers['user-agent'])}" ${seconds}\n`;
    try {
      appendFileSync(accessLog, line, { mode: 0o600 });
      if (statSync(accessLog).size > LOG_MAX) renameSync(accessLog, `${accessLog}.1`);
    } catch {
      // A log that cannot be written does not stop nginx either.
    }
  };
  const server = http.createServer((request, response) => {
    const config = options.config();
    const began = now();
    const fail = (status: 502 | 504): void => {
      if (response.headersSent) {
        response.destroy();
        return;
      }
      const body = `<html>\n<head><title>${titles[status]}</title></head>\n<body>\n<center><h1>${titles[status]}</h1></center>\n<hr><center>nginx</center>\n</body>\n</html>\n`;
      response.writeHead(status, {
        'content-type': 'text/html',
        'content-length': Buffer.byteLength(body),
        server: 'nginx',
      });
      response.end(body);
      note(request, began, status, Buffer.byteLength(body));
    };
    if (config.upstream !== options.appPort) {
      request.resume();
      fail(502);
      return;
    }
    const upstream = http.request({
      host: '127.0.0.1',
      port: config.upstream,
      method: request.method,
      path: request.url,
      headers: { ...request.headers, connection: 'close', 'x-forwarded-for': '127.0.0.1' },
      agent: false,
    });
    let timedOut = false;
    upstream.setTimeout(config.readTimeoutMs, () => {
      timedOut = true;
      upstream.destroy();
    });
    upstream.on('error', () => fail(timedOut ? 504 : 502));
    upstream.on('response', (answer) => {
      let bytes = 0;
      const { connection: _, ...headers } = answer.headers;
      response.writeHead(answer.statusCode ?? 502, { ...headers, server: 'nginx' });
      answer.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
      });
      answer.on('end', () => note(request, began, answer.statusCode ?? 502, bytes));
      answer.on('error', () => response.destroy());
      answer.pipe(response);
    });
    response.on('close', () => upstream.destroy());
    request.pipe(upstream);
  });
  await listenOn(server, options.port);
  return {
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
};
