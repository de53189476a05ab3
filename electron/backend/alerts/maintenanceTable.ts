import { type Maintenance, type MaintenanceId, MaintenanceSchedule } from '../../../shared/alerts/maintenance.ts';
import type { EnvironmentId } from '../../../shared/ids.ts';
import type { Database } from '../db/database.ts';
import { statement } from '../db/statement.ts';

type Row = { id: string; environment_id: string; name: string; schedule: string };

const decode = (row: Row): Maintenance => ({
  id: row.id as MaintenanceId,
  environmentId: row.environment_id as EnvironmentId,
  name: row.name,
  schedule: MaintenanceSchedule.parse(JSON.parse(row.schedule)),
});
const encode = ({ id, environmentId, name, schedule }: Maintenance): Row => ({
  id,
  environment_id: environmentId,
  name,
  schedule: JSON.stringify(schedule),
});

const COLUMNS = 'id, environment_id, name, schedule';

export const listMaintenance = (db: Database, environment: EnvironmentId): readonly Maintenance[] =>
  statement<[string], Row>(db, `SELECT ${COLUMNS} FROM maintenance WHERE environment_id = ? ORDER BY name, id`)
    .all(environment)
    .map(decode);

export const getMaintenance = (db: Database, id: MaintenanceId): Maintenance | null => {
  const row = statement<[string], Row>(db, `SELECT ${COLUMNS} FROM maintenance WHERE id = ?`).get(id);
  return row === undefined ? null : decode(row);
};

/** Writes a window in the place of the one with its id, or a new one. */
export const putMaintenance = (db: Database, window: Maintenance): void => {
  statement<Row>(
    db,
    `INSERT INTO maintenance (${COLUMNS}) VALUES (@id, @environment_id, @name, @schedule)
     ON CONFLICT (id) DO UPDATE SET name = @name, schedule = @schedule`,
  ).run(encode(window));
};

export const deleteMaintenance = (db: Database, id: MaintenanceId): void => {
  statement<[string]>(db, 'DELETE FROM maintenance WHERE id = ?').run(id);
};
