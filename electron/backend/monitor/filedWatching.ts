import type { RuleSettings } from '../../../shared/alerts/rule.ts';
import type { EnvironmentId } from '../../../shared/ids.ts';
import { defaultMonitorSettings } from '../../../shared/monitor/monitorSettings.ts';
import { FiledMonitor } from '../../../shared/projects/projectFile.ts';
import type { Database } from '../db/database.ts';
import { findMonitorSettings, saveMonitorSettings } from './monitorSettingsTable.ts';

/** The rules of an environment; null when nobody has set or seen any. */
interface FiledRules {
  readonly of: (environment: EnvironmentId) => readonly RuleSettings[] | null;
  readonly save: (environment: EnvironmentId, rules: readonly RuleSettings[]) => void;
}

/** How environments are watched and what for, as a project file says it: null while nothing of it was set. A Prometheus is not in the file. */
export const createFiledWatching = (db: Database, rules: FiledRules) => ({
  of: (environment: EnvironmentId): FiledMonitor | null => {
    const settings = findMonitorSettings(db, environment);
    const own = rules.of(environment);
    if (settings === null && own === null) return null;
    return FiledMonitor.strip().parse({ ...(settings ?? defaultMonitorSettings), rules: own });
  },
  save: (environment: EnvironmentId, { rules: own, ...settings }: FiledMonitor): void => {
    saveMonitorSettings(db, environment, { ...settings, prometheus: null });
    if (own !== null) rules.save(environment, own);
  },
});
