import type { EnvironmentId } from '../../../shared/ids.ts';
import type { UnitChange } from '../../../shared/monitor/unitHistory.ts';
import type { Database } from '../db/database.ts';
import { statement } from '../db/statement.ts';

type Row = {
  unit: string;
  at: number;
  active: string;
  sub: string;
  result: string;
  restarts: number | null;
};

/** Changes of a unit that are kept: a unit that flaps every ten seconds has its last hour in them. */
const KEPT = 400;

/** Notes how a unit stands from now on; the oldest of its changes go. */
export const addUnitChange = (db: Database, environment: EnvironmentId, change: UnitChange): void => {
  statement<Row & { environment: string }>(
    db,
    `INSERT INTO unit_change (environment_id, unit, at, active, sub, result, restarts)
     VALUES (@environment, @unit, @at, @active, @sub, @result, @restarts)`,
  ).run({ ...change, environment });
  statement<[string, string, string, string, number]>(
    db,
    `DELETE FROM unit_change WHERE environment_id = ? AND unit = ? AND id NOT IN (
       SELECT id FROM unit_change WHERE environment_id = ? AND unit = ? ORDER BY id DESC LIMIT ?)`,
  ).run(environment, change.unit, environment, change.unit, KEPT);
};

/** Oldest first. */
export const listUnitChanges = (db: Database, environment: EnvironmentId, unit: string): readonly UnitChange[] =>
  statement<[string, string], Row>(
    db,
    'SELECT unit, at, active, sub, result, restarts FROM unit_change WHERE environment_id = ? AND unit = ? ORDER BY id',
  ).all(environment, unit);
