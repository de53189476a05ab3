import type { EnvironmentId } from '../../../shared/ids.ts';
import { MonitorSettings } from '../../../shared/monitor/monitorSettings.ts';
import type { Database } from '../db/database.ts';
import { statement } from '../db/statement.ts';

type Row = { settings: string };

const decode = (row: Row): MonitorSettings => MonitorSettings.parse(JSON.parse(row.settings));

/** Null while nobody has set them: the defaults hold. */
export const findMonitorSettings = (db: Database, environment: EnvironmentId): MonitorSettings | null => {
  const row = statement<[string], Row>(db, 'SELECT settings FROM monitor_settings WHERE environment_id = ?').get(
    environment,
  );
  return row === undefined ? null : decode(row);
};

export const saveMonitorSettings = (db: Database, environment: EnvironmentId, settings: MonitorSettings): void => {
  statement<[string, string]>(
    db,
    `INSERT INTO monitor_settings (environment_id, settings) VALUES (?, ?)
     ON CONFLICT (environment_id) DO UPDATE SET settings = excluded.settings`,
  ).run(environment, JSON.stringify(MonitorSettings.parse(settings)));
};
