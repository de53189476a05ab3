import { randomBytes } from 'node:crypto';
import type { PracticeJournal } from './practiceJournal.ts';
import type { ServerPaths } from './rangePaths.ts';
import { type PracticeUnit, type UnitState, unitDescriptions, unitPrograms } from './unitState.ts';
import { firstUnits, readUnits, type StoredUnits, writeUnits } from './unitStore.ts';

export interface UnitBookDeps {
  readonly paths: ServerPaths;
  readonly appPort: number;
  readonly now: () => number;
  readonly journal: PracticeJournal;
  /** A unit changed its state. */
  readonly onChange: () => void;
}

/** Keeps the units' states, on the disk too, and writes to the journal what systemd writes there. */
export interface UnitBook {
  readonly unit: (name: PracticeUnit) => UnitState;
  /** The configuration nginx runs with. */
  readonly nginx: () => StoredUnits['nginx'];
  readonly setNginx: (nginx: StoredUnits['nginx']) => void;
  readonly fromSystemd: (name: PracticeUnit, message: string) => void;
  readonly fromProgram: (name: PracticeUnit, message: string) => void;
  /** A main process began, under a number that none had before. */
  readonly began: (name: PracticeUnit) => void;
  readonly stopped: (name: PracticeUnit) => void;
  /** Its main process ended by itself. */
  readonly died: (name: PracticeUnit) => void;
  /** It did not come as far as a main process. */
  readonly neverBegan: (name: PracticeUnit) => void;
  readonly resetFailed: (name: PracticeUnit) => void;
  /** Takes up what was written when Pitwall ended; false when there is nothing. */
  readonly recall: () => boolean;
}

export const createUnitBook = ({ paths, appPort, now, journal, onChange }: UnitBookDeps): UnitBook => {
  let stored: StoredUnits = firstUnits(appPort);

  const save = (change: Partial<StoredUnits>): void => {
    stored = { ...stored, ...change };
    writeUnits(paths, stored);
    onChange();
  };
  const saveUnit = (name: PracticeUnit, change: Partial<UnitState>, more: Partial<StoredUnits> = {}): void =>
    save({ ...more, units: { ...stored.units, [name]: { ...stored.units[name], ...change } } });
  const fromSystemd = (unit: PracticeUnit, message: string): void =>
    journal.write({ unit, from: 'systemd', pid: 1, message });
  const fail = (name: PracticeUnit): void =>
    saveUnit(name, { active: 'failed', mainPid: 0, result: 'exit-code', exitStatus: 1, since: now() });

  return {
    unit: (name) => stored.units[name],
    nginx: () => stored.nginx,
    setNginx: (nginx) => save({ nginx }),
    fromSystemd,
    fromProgram: (unit, message) =>
      journal.write({ unit, from: unitPrograms[unit], pid: stored.units[unit].execMainPid, message }),
    began: (name) => {
      const pid = stored.nextPid;
      const at = now();
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
          since: at,
          startedAt: at,
          invocation: randomBytes(16).toString('hex'),
        },
        { nextPid: pid + 1 },
      );
    },
    stopped: (name) => {
      fromSystemd(name, `${name}: Deactivated successfully.`);
      fromSystemd(name, `Stopped ${name} - ${unitDescriptions[name]}.`);
      saveUnit(name, { active: 'inactive', mainPid: 0, result: 'success', since: now() });
    },
    died: (name) => {
      fromSystemd(name, `${name}: Main process exited, code=exited, status=1/FAILURE`);
      fromSystemd(name, `${name}: Failed with result 'exit-code'.`);
      fail(name);
    },
    neverBegan: (name) => {
      fromSystemd(name, `${name}: Control process exited, code=exited, status=1/FAILURE`);
      fromSystemd(name, `${name}: Failed with result 'exit-code'.`);
      fromSystemd(name, `Failed to start ${name} - ${unitDescriptions[name]}.`);
      fail(name);
    },
    resetFailed: (name) => {
      if (stored.units[name].active === 'failed')
        saveUnit(name, { active: 'inactive', result: 'success', exitStatus: 0, since: now() });
    },
    recall: () => {
      const before = readUnits(paths);
      if (before === null) return false;
      const { upstream } = before.nginx;
      // The app's port may be another one now.
      stored = {
        ...before,
        appPort,
        nginx: { ...before.nginx, upstream: upstream === before.appPort ? appPort : upstream },
      };
      return true;
    },
  };
};
