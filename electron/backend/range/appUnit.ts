import { join } from 'node:path';
import type { RangeFaultName } from '../../../shared/range/contract.ts';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import { type AppLoading, loadPracticeApp, type PracticeApp } from './practiceApp.ts';
import { type RunningPracticeApp, startPracticeApp } from './practiceAppServer.ts';
import { APP_UNIT, type ServerPaths } from './rangePaths.ts';
import type { UnitBook } from './unitBook.ts';
import { readLoadedApp, writeLoadedApp } from './unitStore.ts';

/** How long an app that will die at its start seems to live: about what an interpreter needs to import its modules. */
const DYING_MS = 150;

export interface AppUnitDeps {
  readonly book: UnitBook;
  readonly paths: ServerPaths;
  readonly port: number;
  readonly clock: Clock;
  readonly log: Log;
  readonly hasFault: (fault: RangeFaultName) => boolean;
  readonly onChange: () => void;
}

/** What runs as lantern.service. */
export interface AppUnit {
  readonly version: () => string | null;
  /** Starts it from its folder. As with Type=simple it counts as started at once; whether it lives shows a moment later. */
  readonly start: () => Promise<void>;
  /** Starts again what ran when Pitwall ended, whatever its folder holds now. */
  readonly resume: () => Promise<void>;
  readonly stop: () => void;
}

export const createAppUnit = ({ book, paths, port, clock, log, hasFault, onChange }: AppUnitDeps): AppUnit => {
  let running: RunningPracticeApp | null = null;
  let dying: AbortController | null = null;

  const serve = async (app: PracticeApp): Promise<void> => {
    running = await startPracticeApp({
      app,
      port,
      hasFault,
      now: clock.now,
      log: (line) => book.fromProgram(APP_UNIT, line),
    });
  };
  const load = (): AppLoading =>
    hasFault('app-dies-at-start')
      ? {
          ok: false,
          trace: [
            `Error: cannot find module 'wick'`,
            `    at load (${join(paths.app, 'app.json')})`,
            'Caused by: the practice fault "app-dies-at-start" is on',
          ],
        }
      : loadPracticeApp(paths.app);

  /** The process is there, and the program in it finds out that it cannot go on. */
  const dieSoon = (trace: readonly string[]): void => {
    const abort = new AbortController();
    dying = abort;
    clock.sleep(DYING_MS, abort.signal).then(
      () => {
        if (abort.signal.aborted) return;
        for (const line of trace) book.fromProgram(APP_UNIT, line);
        try {
          book.died(APP_UNIT);
        } catch (error) {
          log.warn('a practice server could not note that its app died', { error });
        }
      },
      () => {},
    );
  };

  return {
    version: () => running?.app.version ?? null,
    start: async () => {
      book.began(APP_UNIT);
      const loading = load();
      if (!loading.ok) return dieSoon(loading.trace);
      try {
        await serve(loading.app);
      } catch (error) {
        const code = (error as NodeJS.ErrnoException).code ?? String(error);
        return dieSoon([`Error: cannot listen on 127.0.0.1:${port}: ${code}`]);
      }
      writeLoadedApp(paths, loading.app);
      book.fromProgram(APP_UNIT, `INFO lantern ${loading.app.version} listens on 127.0.0.1:${port}`);
      onChange();
    },
    resume: async () => {
      const app = readLoadedApp(paths);
      try {
        if (app === null) book.died(APP_UNIT);
        else await serve(app);
      } catch (error) {
        log.warn('a practice server’s app could not be started again', { error });
        book.died(APP_UNIT);
      }
    },
    stop: () => {
      dying?.abort();
      running?.stop();
      running = null;
    },
  };
};
