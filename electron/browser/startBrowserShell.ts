import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { RPCHandler } from '@orpc/server/ws';
import { createBackend } from '../backend/backend.ts';
import { createFileLog } from '../backend/fileLog.ts';
import type { Log } from '../backend/log.ts';
import { openMetricsDoor } from '../backend/metricsDoor.ts';
import { ownDataFolder } from '../backend/ownDataFolder.ts';
import { systemClock } from '../backend/systemClock.ts';
import { openBrowserHost } from './browserHost.ts';
import { askForLink, readInstancePlace, writeInstancePlace } from './instancePlace.ts';
import { createLoggingNotifier } from './loggingNotifier.ts';
import { type Listening, listenOnLoopback } from './loopbackServer.ts';
import { createMemoryVault } from './memoryVault.ts';
import { listPageFiles } from './pageFiles.ts';
import { createSessionStore } from './sessionStore.ts';
import { createSignInCodes } from './signInCodes.ts';
import { StartRefused } from './startRefused.ts';

export interface BrowserShellOptions {
  readonly dataDir: string;
  /** Null: where this data folder's Pitwall was last, when that is free, else any. */
  readonly port: number | null;
  /** Where metrics are told to Prometheus; null: nowhere. */
  readonly metrics: number | null;
  /** Presets and the runner. */
  readonly resourcesDir: string;
  /** The built page. */
  readonly pageDir: string;
  readonly version: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

export interface BrowserShell {
  /** Signs a browser in, once. */
  readonly link: string;
  /** Where metrics are told to Prometheus; null: nowhere. */
  readonly metricsUrl: string | null;
  readonly log: Log;
  /** Ends everything; runs go on where they run. */
  readonly dispose: () => Promise<void>;
}

/** Starts the backend and serves it with its page on 127.0.0.1. Throws StartRefused, and errors of the database, when it must not start;
 * nothing is left running then. */
export const startBrowserShell = async (options: BrowserShellOptions): Promise<BrowserShell> => {
  const { dataDir, resourcesDir, pageDir, version, env } = options;
  if (!existsSync(join(pageDir, 'index.html')))
    throw new StartRefused(`The page is not built (${pageDir} has no index.html). Run npm run build, or npm start.`);

  const placePath = join(dataDir, 'instance.json');
  const own = ownDataFolder(dataDir);
  if (own.kind === 'refused') throw new StartRefused(own.message);
  if (own.kind === 'taken') throw await whereItRuns(dataDir, placePath);

  const undo: (() => Promise<void> | void)[] = [own.release];
  const dispose = async () => {
    for (const each of undo.splice(0).reverse()) await each();
  };
  try {
    const log = createFileLog(join(dataDir, 'pitwall.log'));
    const { server, port } = await listen(options.port, readInstancePlace(placePath)?.port ?? 0);
    undo.push(() => void server.close());
    const backend = await createBackend({
      dataDir,
      resourcesDir,
      vault: createMemoryVault(),
      notifier: createLoggingNotifier(log),
      clock: systemClock,
      log,
      shell: 'browser',
      version,
      homeDir: homedir(),
      env,
    });
    undo.push(backend.dispose);
    const door = options.metrics === null ? null : await openMetricsDoor(options.metrics, backend.metricsText, log);
    if (door !== null) undo.push(door.close);
    const codes = createSignInCodes(systemClock.monotonic);
    const key = randomBytes(32).toString('base64url');
    undo.push(
      openBrowserHost({
        server,
        port,
        files: listPageFiles(pageDir),
        handler: new RPCHandler(backend.router, { clientInterceptors: [...backend.interceptors] }),
        codes,
        sessions: createSessionStore(join(dataDir, 'sessions.json'), systemClock.now),
        key,
        log,
      }),
    );
    writeInstancePlace(placePath, { port, key });
    log.info('started', { version, port, node: process.version });
    return { link: `http://127.0.0.1:${port}/#${codes.issue()}`, metricsUrl: door?.url ?? null, log, dispose };
  } catch (error) {
    await dispose();
    throw error;
  }
};

const whereItRuns = async (dataDir: string, placePath: string): Promise<StartRefused> => {
  const place = readInstancePlace(placePath);
  const link = place === null ? null : await askForLink(place);
  return new StartRefused(
    link === null
      ? `Pitwall already runs on ${dataDir}, in its own window or just starting. End it first, or name another folder with --data.`
      : `Pitwall already runs on ${dataDir}: open ${link} (good for one browser, once).`,
  );
};

const listen = async (wanted: number | null, last: number): Promise<Extract<Listening, { kind: 'listening' }>> => {
  const first = await listenOnLoopback(wanted ?? last);
  if (first.kind === 'listening') return first;
  if (wanted === null) {
    const any = await listenOnLoopback(0);
    if (any.kind === 'listening') return any;
  }
  const why = first.code === 'EADDRINUSE' ? 'is in use by another program' : `cannot be listened on (${first.code})`;
  throw new StartRefused(`Port ${wanted ?? last} ${why}. Name another one with --port, or none at all.`);
};
