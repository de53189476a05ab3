import { join } from 'node:path';
import type { RangeFaultName } from '../../../shared/range/contract.ts';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import { createAppUnit } from './appUnit.ts';
import type { Reply } from './mailbox.ts';
import { createNginxUnit, type NginxTest } from './nginxUnit.ts';
import type { PracticeJournal } from './practiceJournal.ts';
import { APP_UNIT, NGINX_UNIT, type ServerPaths } from './rangePaths.ts';
import { createUnitBook } from './unitBook.ts';
import { type PracticeUnit, type UnitState, unitDescriptions } from './unitState.ts';

export interface SupervisorDeps {
  readonly paths: ServerPaths;
  readonly appPort: number;
  readonly nginxPort: number;
  readonly clock: Clock;
  readonly log: Log;
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
  readonly testNginx: () => NginxTest;
  /** Brings the units back as they were when Pitwall ended; the first time it starts both. */
  readonly resume: () => Promise<void>;
  /** Ends what runs, without a word in the journal: for the server nothing happens. */
  readonly suspend: () => void;
}

export const done: Reply = { out: [], err: [], code: 0 };
const failed = (...err: readonly string[]): Reply => ({ out: [], err, code: 1 });
const seeMore = (name: PracticeUnit): string =>
  `See "systemctl status ${name}" and "journalctl -xeu ${name}" for details.`;

export const createPracticeSupervisor = (deps: SupervisorDeps): PracticeSupervisor => {
  const { paths, appPort, nginxPort, clock } = deps;
  const book = createUnitBook({ ...deps, now: clock.now });
  const app = createAppUnit({ ...deps, book, port: appPort });
  const nginx = createNginxUnit({ ...deps, book, port: nginxPort, now: clock.now });
  const isActive = (name: PracticeUnit): boolean => book.unit(name).active === 'active';

  const start = async (name: PracticeUnit): Promise<Reply> => {
    if (isActive(name)) return done;
    if (name === APP_UNIT) await app.start();
    else if (!(await nginx.start()))
      return failed(`Job for ${name} failed because the control process exited with error code.`, seeMore(name));
    return done;
  };
  const stop = (name: PracticeUnit): Reply => {
    if (isActive(name)) book.fromSystemd(name, `Stopping ${name} - ${unitDescriptions[name]}...`);
    (name === APP_UNIT ? app : nginx).stop();
    if (isActive(name)) book.stopped(name);
    else book.resetFailed(name);
    return done;
  };

  return {
    unit: book.unit,
    unitFile: (name) => join(paths.unitFiles, name),
    version: app.version,
    start,
    stop,
    restart: (name) => {
      if (isActive(name)) stop(name);
      return start(name);
    },
    reload: (name) => {
      if (name !== NGINX_UNIT)
        return failed(`Failed to reload ${name}: Job type reload is not applicable for unit ${name}.`);
      if (!isActive(name)) return failed(`${name} is not active, cannot reload.`);
      return nginx.reload() ? done : failed(`Job for ${name} failed.`, seeMore(name));
    },
    resetFailed: (name) => {
      book.resetFailed(name);
      return done;
    },
    testNginx: nginx.test,
    resume: async () => {
      if (!book.recall()) {
        await nginx.start();
        await app.start();
        return;
      }
      if (isActive(NGINX_UNIT)) await nginx.resume();
      if (isActive(APP_UNIT)) await app.resume();
    },
    suspend: () => {
      app.stop();
      nginx.stop();
    },
  };
};
