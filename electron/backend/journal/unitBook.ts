import type { EnvironmentId } from '../../../shared/ids.ts';
import { restartsInHour, standsSince, type UnitChange, type UnitHistory } from '../../../shared/monitor/unitHistory.ts';
import type { UnitState } from '../../../shared/monitor/unitState.ts';
import type { Database } from '../db/database.ts';
import { addUnitChange, listUnitChanges } from './unitChangeTable.ts';

/** Changes of each unit that a page is shown. */
const SHOWN = 20;

/** Keeps how the units of an environment stood over time, in its table. */
export const createUnitBook = (db: Database, environment: EnvironmentId) => {
  const known = new Map<string, readonly UnitChange[]>();
  const changesOf = (unit: string): readonly UnitChange[] => {
    const found = known.get(unit) ?? listUnitChanges(db, environment, unit);
    known.set(unit, found);
    return found;
  };
  return {
    /** Notes what is not as it was. */
    take: (units: readonly UnitState[], at: number): void => {
      for (const unit of units) {
        const last = changesOf(unit.unit).at(-1);
        const same =
          last !== undefined &&
          (['active', 'sub', 'result', 'restarts'] as const).every((field) => last[field] === unit[field]);
        if (same) continue;
        addUnitChange(db, environment, { ...unit, at });
        known.delete(unit.unit);
      }
    },
    restarts: (unit: string, now: number): number => restartsInHour(changesOf(unit), now),
    of: (unit: string, now: number): UnitHistory => ({
      unit,
      since: standsSince(changesOf(unit)),
      restartsInHour: restartsInHour(changesOf(unit), now),
      changes: changesOf(unit).slice(-SHOWN).reverse(),
    }),
  };
};
