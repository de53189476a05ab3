import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { PracticeApp } from './practiceApp.ts';
import { APP_UNIT, NGINX_UNIT, type ServerPaths } from './rangePaths.ts';
import { replaceFile } from './replaceFile.ts';
import { UnitState } from './unitState.ts';

/** Beyond the highest process id that Linux gives (4,194,304): a practice process can never be mistaken for a real one. */
const FIRST_PID = 5_000_001;

const Loaded = z.object({ upstream: z.number().int().nullable(), readTimeoutMs: z.number() });

const Stored = z.object({
  nextPid: z.number().int(),
  units: z.object({ [APP_UNIT]: UnitState, [NGINX_UNIT]: UnitState }),
  /** The app's port when this was written. */
  appPort: z.number().int(),
  /** The configuration nginx runs with, which may no longer be the one in its file. */
  nginx: Loaded,
});
export type StoredUnits = Readonly<z.infer<typeof Stored>>;

/** A unit that was never started. */
const freshUnit: UnitState = {
  active: 'inactive',
  mainPid: 0,
  execMainPid: 0,
  restarts: 0,
  result: 'success',
  exitStatus: 0,
  since: 0,
  startedAt: 0,
  invocation: '',
};

const parsed = <T>(schema: z.ZodType<T>, path: string): T | null => {
  try {
    return schema.safeParse(JSON.parse(readFileSync(path, 'utf8'))).data ?? null;
  } catch {
    return null;
  }
};

/** What a practice server's units were when Pitwall ended: the server itself, as it were, never went down. */
export const readUnits = (paths: ServerPaths): StoredUnits | null => parsed(Stored, paths.unitStates);

export const writeUnits = (paths: ServerPaths, units: StoredUnits): void =>
  replaceFile(paths.unitStates, JSON.stringify(units));

export const readLoadedApp = (paths: ServerPaths): PracticeApp | null => parsed(PracticeApp, paths.loadedApp);

export const writeLoadedApp = (paths: ServerPaths, app: PracticeApp): void =>
  replaceFile(paths.loadedApp, JSON.stringify(app));

export const firstUnits = (appPort: number): StoredUnits => ({
  nextPid: FIRST_PID,
  appPort,
  units: { [APP_UNIT]: freshUnit, [NGINX_UNIT]: freshUnit },
  nginx: { upstream: appPort, readTimeoutMs: 60_000 },
});
