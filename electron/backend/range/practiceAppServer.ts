import http from 'node:http';
import type { RangeFaultName } from '../../../shared/range/contract.ts';
import { listenOn } from './listenOn.ts';
import type { PracticeApp } from './practiceApp.ts';

/** Longer than any patience of a health check, shorter than the proxy's. */
const SLOW_MS = 20_000;

export interface PracticeAppServerOptions {
  readonly app: PracticeApp;
  readonly port: number;
  readonly hasFault: (fault: RangeFaultName) => boolean;
  /** A line of the app's own log. */
  readonly log: (line: string) => void;
}

export interface RunningPracticeApp {
  readonly app: PracticeApp;
  /** Ends it at once: its port refuses from then on, answers that are under way are cut. */
  readonly stop: () => void;
}

const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
  readonly delayMs: number;
}

const json = (status: number, value: unknown, delayMs = 0): Answer => ({
  status,
  type: 'application/json',
  body: `${JSON.stringify(value)}\n`,
  delayMs,
});

const answerTo = (app: PracticeApp, path: string): Answer => {
  if (path === '/health') {
    const { status, delayMs } = app.health;
    return json(status, { status: status < 400 ? 'ok' : 'failing', version: app.version }, delayMs);
  }
  const page = app.pages[path === '/' ? '/index.html' : path];
  if (page === undefined) return json(404, { status: 'not found' });
  const body = page.type.startsWith('text/html')
    ? page.text.replaceAll('{{version}}', escapeHtml(app.version)).replaceAll('{{message}}', escapeHtml(app.message))
    : page.text;
  return { status: 200, type: page.type, body, delayMs: 0 };
};

/** Runs the practice app on its port. Rejects when the port is taken. */
export const startPracticeApp = async (options: PracticeAppServerOptions): Promise<RunningPracticeApp> => {
  const { app, port, hasFault, log } = options;
  const timers = new Set<NodeJS.Timeout>();
  const server = http.createServer((request, response) => {
    const path = (request.url ?? '/').split('?')[0] ?? '/';
    const broken = hasFault('app-returns-500');
    const usual = answerTo(app, path);
    const { status, type, body, delayMs } = broken
      ? json(500, { status: 'error', detail: 'the practice fault "app-returns-500" is on' })
      : usual;
    if (broken) log(`ERROR ${request.method} ${path} 500 practice fault app-returns-500`);
    const wait = hasFault('slow-app') ? SLOW_MS : delayMs;
    const send = () => {
      response.writeHead(status, {
        'content-type': type,
        'content-length': Buffer.byteLength(body),
        'cache-control': 'no-store',
      });
      response.end(request.method === 'HEAD' ? undefined : body);
    };
    request.resume();
    if (wait === 0) return send();
    const timer = setTimeout(() => {
      timers.delete(timer);
      send();
    }, wait);
    timers.add(timer);
  });
  server.keepAliveTimeout = 5000;
  await listenOn(server, port);
  return {
    app,
    stop: () => {
      server.close();
      server.closeAllConnections();
      for (const timer of timers) clearTimeout(timer);
    },
  };
};
