import http from 'node:http';
import type { RangeFaultName } from '../../../shared/range/contract.ts';
import { listenOn } from './listenOn.ts';
import type { PracticeApp } from './practiceApp.ts';

/** Longer than any patience of a health check, shorter than the proxy's. */
const SLOW_MS = 20_000;
/** Long enough to be noticed, too short to be given up. */
const SLUGGISH_MS = 1_500;
/** Errors come in bursts: so long of each turn. */
const [BURST_MS, TURN_MS] = [8_000, 12_000];

export interface PracticeAppServerOptions {
  readonly app: PracticeApp;
  readonly port: number;
  readonly hasFault: (fault: RangeFaultName) => boolean;
  readonly now: () => number;
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
  const { app, port, hasFault, log, now } = options;
  /** The answer of a fault instead of the usual one; null: none. */
  const failing = (path: string): { readonly status: number; readonly fault: RangeFaultName } | null => {
    if (hasFault('app-returns-500')) return { status: 500, fault: 'app-returns-500' };
    const burst = path !== '/health' && hasFault('error-bursts') && now() % TURN_MS < BURST_MS;
    return burst ? { status: 503, fault: 'error-bursts' } : null;
  };
  const timers = new Set<NodeJS.Timeout>();
  const server = http.createServer((request, response) => {
    const path = (request.url ?? '/').split('?')[0] ?? '/';
    const broken = failing(path);
    const { status, type, body, delayMs } =
      broken === null
        ? answerTo(app, path)
        : json(broken.status, { status: 'error', detail: `the practice fault "${broken.fault}" is on` });
    if (broken !== null) log(`ERROR ${request.method} ${path} ${broken.status} practice fault ${broken.fault}`);
    const wait = hasFault('slow-app') ? SLOW_MS : hasFault('sluggish-app') ? Math.max(SLUGGISH_MS, delayMs) : delayMs;
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
