import type { EnvironmentId } from '../../../shared/ids.ts';
import { FiledMonitor } from '../../../shared/projects/projectFile.ts';
import type { Database } from '../db/database.ts';
import { findMonitorSettings, saveMonitorSettings } from './monitorSettingsTable.ts';

/** How environments are watched, as a project file says it: null while nobody has set it. A Prometheus is not in the file. */
export const createFiledWatching = (db: Database) => ({
  of: (environment: EnvironmentId): FiledMonitor | null => {
    const settings = findMonitorSettings(db, environment);
    return settings === null ? null : FiledMonitor.strip().parse(settings);
  },
  save: (environment: EnvironmentId, settings: FiledMonitor): void =>
    saveMonitorSettings(db, environment, { ...settings, prometheus: null }),
});
