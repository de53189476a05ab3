import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AnyRouter } from '@orpc/server';
import { RPCHandler } from '@orpc/server/ws';
import type { Log } from '../../backend/log.ts';
import { openBrowserHost } from '../browserHost.ts';
import { listenOnLoopback, type ServerLimits } from '../loopbackServer.ts';
import { listPageFiles } from '../pageFiles.ts';
import { createSessionStore } from '../sessionStore.ts';
import { createSignInCodes } from '../signInCodes.ts';

export const KEY = 'the-key-of-the-data-folder-0123456789';

export interface TestHost {
  readonly port: number;
  readonly host: string;
  readonly origin: string;
  readonly folder: string;
  readonly issueCode: () => string;
  readonly openSession: () => string;
  readonly logged: readonly string[];
  readonly close: () => Promise<void>;
}

interface Options {
  readonly router: AnyRouter;
  readonly limits?: ServerLimits;
  readonly pingMs?: number;
}

/** The real host of the browser shell over a small page and a router of the test's own. */
export const openTestHost = async ({ router, limits, pingMs }: Options): Promise<TestHost> => {
  const folder = mkdtempSync(join(tmpdir(), 'pitwall-host-'));
  const page = join(folder, 'page');
  mkdirSync(join(page, 'assets'), { recursive: true });
  writeFileSync(join(page, 'index.html'), '<!doctype html><title>Test page</title>');
  writeFileSync(join(page, 'assets', 'app-0a1b2c.js'), 'export {};');
  writeFileSync(join(page, 'notes.txt'), 'of an unknown kind');
  writeFileSync(join(folder, 'secret.html'), 'outside');

  const logged: string[] = [];
  const keep = (message: string) => void logged.push(message);
  const log: Log = { info: keep, warn: keep, error: keep };
  const listening = await listenOnLoopback(0, limits);
  if (listening.kind === 'failed') throw new Error(listening.code);
  const { server, port } = listening;
  const codes = createSignInCodes(() => performance.now());
  const sessions = createSessionStore(join(folder, 'sessions.json'), Date.now);
  const end = openBrowserHost({
    server,
    port,
    files: listPageFiles(page),
    handler: new RPCHandler(router),
    codes,
    sessions,
    key: KEY,
    log,
    ...(pingMs === undefined ? {} : { pingMs }),
  });
  const host = `127.0.0.1:${port}`;
  return {
    port,
    host,
    origin: `http://${host}`,
    folder,
    issueCode: codes.issue,
    openSession: sessions.open,
    logged,
    close: async () => {
      await end();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
