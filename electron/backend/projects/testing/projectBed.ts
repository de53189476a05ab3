import { join } from 'node:path';
import { createRouterClient } from '@orpc/server';
import type { EnvironmentId, RunId } from '../../../../shared/ids.ts';
import type { EnvironmentSettings } from '../../../../shared/projects/environment.ts';
import type { FiledMonitor } from '../../../../shared/projects/projectFile.ts';
import { createApiInterceptor } from '../../apiErrors.ts';
import { listLedger } from '../../db/ledgerTable.ts';
import { type DatabaseFolder, databaseFolder } from '../../db/testing/databaseFolder.ts';
import { createProjectCommands } from '../projectCommands.ts';
import { createProjectsHandlers } from '../projectsHandlers.ts';

/** The projects feature on a database of its own; runs and secrets are told what to say. */
export const projectBed = () => {
  const folder: DatabaseFolder = databaseFolder();
  const { db } = folder.open();
  const published: string[] = [];
  const running = new Map<EnvironmentId, RunId>();
  const runs = new Map<EnvironmentId, number>();
  const secrets = new Map<EnvironmentId, number>();
  const watching = new Map<EnvironmentId, FiledMonitor>();
  const events: string[] = [];
  const deps = {
    db,
    feed: { publish: (entity: string, id: string | null) => void published.push(`${entity} ${id}`) },
    clock: folder.clock,
    log: folder.log,
    actor: 'lead@desk',
    runs: {
      activeIn: (id: EnvironmentId) => running.get(id) ?? null,
      countIn: (id: EnvironmentId) => runs.get(id) ?? 0,
      remove: (id: EnvironmentId) => {
        if (!db.inTransaction) throw new Error('runs are removed in the transaction');
        return () => void events.push(`files of ${id} cleared`);
      },
    },
    secrets: {
      countIn: (id: EnvironmentId) => secrets.get(id) ?? 0,
      forget: (id: EnvironmentId) => void events.push(`secrets of ${id} forgotten`),
    },
    watching: {
      of: (id: EnvironmentId) => watching.get(id) ?? null,
      save: (id: EnvironmentId, settings: FiledMonitor) => {
        if (!db.inTransaction) throw new Error('watching is saved in the transaction');
        watching.set(id, settings);
      },
    },
    kept: () => [],
    connectionChanged: (id: EnvironmentId) => void events.push(`connection of ${id} changed`),
  };
  const commands = createProjectCommands(deps);
  const presetsDir = join(import.meta.dirname, '../../../../resources/presets');
  const router = createProjectsHandlers({ db, commands, presetsDir, log: folder.log });
  return {
    ...folder,
    db,
    deps,
    commands,
    /** The feature as a page calls it, with its errors mapped. */
    client: createRouterClient(router, { interceptors: [createApiInterceptor(folder.log, () => 'id')] }),
    published,
    running,
    runs,
    secrets,
    events,
    ledger: () =>
      listLedger(db, { project: null, before: null, limit: 500 }).map(({ verb, summary }) => `${verb}: ${summary}`),
    inverses: () =>
      db
        .prepare<[], string>('SELECT inverse FROM ledger ORDER BY sequence DESC')
        .pluck()
        .all()
        .map((text) => JSON.parse(text)),
  };
};

export const sampleEnvironment = (name: string): EnvironmentSettings => ({
  name,
  tier: 'staging',
  protected: false,
  ssh: { host: 'stage.example', port: 22, user: 'deploy', auth: { kind: 'agent' }, jump: null },
  repositoryPath: '/srv/repository',
  appPath: '/srv/app',
  branch: 'main',
  unit: 'sample',
  nginxUnit: 'nginx',
  strategy: { kind: 'in-place', delete: false, exclude: [] },
  health: {
    appUrl: 'http://127.0.0.1:9008/health',
    nginxUrl: 'http://127.0.0.1:8008/health',
    publicUrl: null,
    expectStatus: 200,
    passes: 3,
    intervalSeconds: 1,
    timeoutSeconds: 60,
  },
  limits: { preflight: 60, pull: 60, sync: 60, restart: 60, reload: 60, health: 90 },
});
