import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RangeFaultName } from '../../../shared/range/contract.ts';
import type { Clock } from '../clock.ts';
import type { Reply } from './mailbox.ts';
import { type NginxConfig, readNginxConfig } from './nginxConfig.ts';
import { loadPracticeApp, type PracticeApp } from './practiceApp.ts';
import { type RunningPracticeApp, startPracticeApp } from './practiceAppServer.ts';
import type { PracticeJournal } from './practiceJournal.ts';
import { type RunningProxy, startPracticeProxy } from './practiceProxy.ts';
import { APP_UNIT, NGINX_UNIT, type ServerPaths } from './rangePaths.ts';
import { type PracticeUnit, type UnitState, unitDescriptions, unitPrograms } from './unitState.ts';
import { firstUnits, readLoadedApp, readUnits, type StoredUnits, writeLoadedApp, writeUnits } from './unitStore.ts';

/** How long an app that will die at its start seems to live: about what an interpreter needs to import its modules. */
const DYING_MS = 150;

export interface SupervisorDeps {
  readonly paths: ServerPaths;
  readonly appPort: number;
  readonly nginxPort: number;
  readonly clock: Clock;
  readonly journal: PracticeJournal;
  readonly hasFault: (fault: RangeFaultName) => boolean;
  /** A unit changed its state. */
  readonly onChange: () => void;
}

/** What systemd is on a real server: keeps the two units, starts and stops what they run. */
export interface PracticeSupervisor {
  readonly unit: (name: PracticeUnit) => UnitState;
  readonly unitFile: (name: PracticeUnit) => string;
  /** Version the app answers with; null when it does not run. */
  readonly version: () => string | null;
  readonly start: (name: PracticeUnit) => Promise<Reply>;
  readonly stop: (name: PracticeUnit) => Reply;
  readonly restart: (name: PracticeUnit) => Promise<Reply>;
  readonly reload: (name: PracticeUnit) => Reply;
  readonly resetFailed: (name: PracticeUnit) => Reply;
  /** Reads nginx.conf as it is now; a complaint is in nginx's words. */
  readonly testNginx: () => NginxTest;
  /** Brings the units back as they were when Pitwall ended; the first time it starts both. */
  readonly resume: () => Promise<void>;
  /** Ends what runs, without a word in the journal: for the server nothing happens. */
  readonly suspend: () => void;
}

export type NginxTest =
  | { readonly ok: true; readonly config: NginxConfig }
  | { readonly ok: false; readonly complaint: string };

export const done: Reply = { out: [], err: [], code: 0 };
const failed = (...err: readonly string[]): Reply => ({ out: [], err, code: 1 });

export const createPracticeSupervisor = (deps: SupervisorDeps): PracticeSupervisor => {
  const { paths, appPort, nginxPort, clock, journal, hasFault } = deps;
  let stored: StoredUnits = firstUnits(appPort);
  let app: RunningPracticeApp | null = null;
  let proxy: RunningProxy | null = null;
  const dying = new Set<AbortController>();

  const fromSystemd = (unit: PracticeUnit, message: string) =>
    journal.write({ unit, from: 'systemd', pid: 1, message });
  const fromProgram = (unit: PracticeUnit, message: string, pid = stored.units[unit].execMainPid) =>
    journal.write({ unit, from: unitPrograms[unit], pid, message });

  const save = (change: Partial<StoredUnits>) => {
    stored = { ...stored, ...change };
    writeUnits(paths, stored);
    deps.onChange();
  };
  const saveUnit = (name: PracticeUnit, change: Partial<UnitState>, more: Partial<StoredUnits> = {}) =>
    save({ ...more, units: { ...stored.units, [name]: { ...stored.units[name], ...change } } });

  const began = (name: PracticeUnit, loaded: Partial<StoredUnits> = {}) => {
    const pid = stored.nextPid;
    const now = clock.now();
    fromSystemd(name, `Started ${name} - ${unitDescriptions[name]}.`);
    saveUnit(
      name,
      {
        active: 'active',
        mainPid: pid,
        execMainPid: pid,
        restarts: 0,
        result: 'success',
        exitStatus: 0,
        since: now,
        startedAt: now,
        invocation: randomBytes(16).toString('hex'),
      },
      { ...loaded, nextPid: pid + 1 },
    );
  };
  const died = (name: PracticeUnit, status: number) => {
    fromSystemd(name, `${name}: Main process exited, code=exited, status=${status}/FAILURE`);
    fromSystemd(name, `${name}: Failed with result 'exit-code'.`);
    saveUnit(name, { active: 'failed', mainPid: 0, result: 'exit-code', exitStatus: status, since: clock.now() });
  };

  const serve = (loaded: PracticeApp): Promise<RunningPracticeApp> =>
    startPracticeApp({ app: loaded, port: appPort, hasFault, log: (line) => fromProgram(APP_UNIT, line) });

  /** The process is there, and the program in it finds out that it cannot go on. */
  const dieSoon = (trace: readonly string[]) => {
    const { mainPid } = stored.units[APP_UNIT];
    const abort = new AbortController();
    dying.add(abort);
    clock
      .sleep(DYING_MS, abort.signal)
      .then(() => {
        if (stored.units[APP_UNIT].mainPid !== mainPid) return;
        for (const line of trace) fromProgram(APP_UNIT, line);
        died(APP_UNIT, 1);
      })
      .catch(() => {})
      .finally(() => dying.delete(abort));
  };

  const startApp = async (): Promise<Reply> => {
    began(APP_UNIT);
    const loading = hasFault('app-dies-at-start')
      ? {
          ok: false as const,
          trace: [
            `Error: cannot find module 'wick'`,
            `    at load (${join(paths.app, 'app.json')})`,
            'Caused by: the practice fault "app-dies-at-start" is on',
          ],
        }
      : loadPracticeApp(paths.app);
    if (!loading.ok) {
      dieSoon(loading.trace);
      return done;
    }
    try {
      app = await serve(loading.app);
      writeLoadedApp(paths, loading.app);
      fromProgram(APP_UNIT, `INFO lantern ${loading.app.version} listens on 127.0.0.1:${appPort}`);
      deps.onChange();
    } catch (error) {
      dieSoon([
        `Error: cannot listen on 127.0.0.1:${appPort}: ${(error as NodeJS.ErrnoException).code ?? String(error)}`,
      ]);
    }
    return done;
  };

  const testNginx = (): NginxTest => {
    const no = (complaint: string): NginxTest => ({ ok: false, complaint: `[emerg] ${complaint}` });
    let text: string;
    try {
      text = readFileSync(paths.nginxConfig, 'utf8');
    } catch (error) {
      return no(`open() "${paths.nginxConfig}" failed (${(error as NodeJS.ErrnoException).code ?? 'unknown error'})`);
    }
    const reading = readNginxConfig(text);
    if (!reading.ok) return no(`${reading.message} in ${paths.nginxConfig}:${reading.line}`);
    const { listen } = reading.config;
    // The only port this server may bind; any other may belong to somebody else on this machine.
    if (listen !== nginxPort) return no(`bind() to 127.0.0.1:${listen} failed (13: Permission denied)`);
    return { ok: true, config: reading.config };
  };

  const serveNginx = (): Promise<RunningProxy> =>
    startPracticeProxy({
      port: nginxPort,
      config: () => ({ ...stored.nginx, listen: nginxPort }),
      appPort,
      accessLog: paths.accessLog,
      now: clock.now,
    });

  const startNginx = async (): Promise<Reply> => {
    const reading = testNginx();
    if (!reading.ok) {
      fromProgram(NGINX_UNIT, reading.complaint, stored.nextPid);
      fromSystemd(NGINX_UNIT, `${NGINX_UNIT}: Control process exited, code=exited, status=1/FAILURE`);
      fromSystemd(NGINX_UNIT, `${NGINX_UNIT}: Failed with result 'exit-code'.`);
      fromSystemd(NGINX_UNIT, `Failed to start ${NGINX_UNIT} - ${unitDescriptions[NGINX_UNIT]}.`);
      saveUnit(NGINX_UNIT, { active: 'failed', mainPid: 0, result: 'exit-code', exitStatus: 1, since: clock.now() });
      return failed(
        `Job for ${NGINX_UNIT} failed because the control process exited with error code.`,
        `See "systemctl status ${NGINX_UNIT}" and "journalctl -xeu ${NGINX_UNIT}" for details.`,
      );
    }
    const { upstream, readTimeoutMs } = reading.config;
    began(NGINX_UNIT, { nginx: { upstream, readTimeoutMs } });
    try {
      proxy = await serveNginx();
    } catch (error) {
      fromProgram(
        NGINX_UNIT,
        `[emerg] bind() to 127.0.0.1:${nginxPort} failed (${(error as NodeJS.ErrnoException).code})`,
      );
      died(NGINX_UNIT, 1);
      return failed(`Job for ${NGINX_UNIT} failed because the control process exited with error code.`);
    }
    return done;
  };

  const start = async (name: PracticeUnit): Promise<Reply> => {
    if (stored.units[name].active === 'active') return done;
    return name === APP_UNIT ? startApp() : startNginx();
  };
  const stop = (name: PracticeUnit): Reply => {
    if (stored.units[name].active === 'active') {
      fromSystemd(name, `Stopping ${name} - ${unitDescriptions[name]}...`);
      if (name === APP_UNIT) {
        app?.stop();
        app = null;
      } else {
        proxy?.stop();
        proxy = null;
      }
      fromSystemd(name, `${name}: Deactivated successfully.`);
      fromSystemd(name, `Stopped ${name} - ${unitDescriptions[name]}.`);
    }
    saveUnit(name, { active: 'inactive', mainPid: 0, result: 'success', since: clock.now() });
    return done;
  };
  const reload = (name: PracticeUnit): Reply => {
    if (name !== NGINX_UNIT)
      return failed(`Failed to reload ${name}: Job type reload is not applicable for unit ${name}.`);
    if (stored.units[name].active !== 'active') return failed(`${name} is not active, cannot reload.`);
    const reading = testNginx();
    if (!reading.ok) {
      fromProgram(name, reading.complaint);
      fromSystemd(name, `${name}: Control process exited, code=exited, status=1/FAILURE`);
      fromSystemd(name, `Reload failed for ${name} - ${unitDescriptions[name]}.`);
      return failed(
        `Job for ${name} failed.`,
        `See "systemctl status ${name}" and "journalctl -xeu ${name}" for details.`,
      );
    }
    const { upstream, readTimeoutMs } = reading.config;
    save({ nginx: { upstream, readTimeoutMs } });
    fromSystemd(name, `Reloaded ${name} - ${unitDescriptions[name]}.`);
    return done;
  };

  return {
    unit: (name) => stored.units[name],
    unitFile: (name) => join(paths.unitFiles, name),
    version: () => app?.app.version ?? null,
    start,
    stop,
    restart: (name) => {
      if (stored.units[name].active === 'active') stop(name);
      return start(name);
    },
    reload,
    resetFailed: (name) => {
      if (stored.units[name].active === 'failed')
        saveUnit(name, { active: 'inactive', result: 'success', exitStatus: 0, since: clock.now() });
      return done;
    },
    testNginx,
    resume: async () => {
      const before = readUnits(paths);
      if (before === null) {
        await startNginx();
        await startApp();
        return;
      }
      const { upstream } = before.nginx;
      const moved = { ...before.nginx, upstream: upstream === before.appPort ? appPort : upstream };
      stored = { ...before, appPort, nginx: moved };
      try {
        if (stored.units[NGINX_UNIT].active === 'active') proxy = await serveNginx();
      } catch {
        died(NGINX_UNIT, 1);
      }
      const loaded = readLoadedApp(paths);
      try {
        if (stored.units[APP_UNIT].active !== 'active') return;
        if (loaded === null) died(APP_UNIT, 1);
        else app = await serve(loaded);
      } catch {
        died(APP_UNIT, 1);
      }
    },
    suspend: () => {
      for (const abort of dying) abort.abort();
      app?.stop();
      proxy?.stop();
      app = null;
      proxy = null;
    },
  };
};
