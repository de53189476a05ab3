import { deployWindow, expectedOfDeploy } from '../../../shared/alerts/deployWindow.ts';
import { maintenanceAt } from '../../../shared/alerts/maintenanceTimes.ts';
import type { Rule } from '../../../shared/alerts/rule.ts';
import type { AlertDeps } from './alertDeps.ts';
import { cronStarts } from './cronStarts.ts';
import { listMaintenance } from './maintenanceTable.ts';
import { listSilences } from './silenceTable.ts';

/** What keeps the alerts of a rule quiet at an instant, in words that follow "kept quiet by"; null when nothing does. */
export const maskOf = (
  { db, deployOf }: Pick<AlertDeps, 'db' | 'deployOf'>,
  { id, environmentId, condition }: Pick<Rule, 'id' | 'environmentId' | 'condition'>,
  at: number,
): string | null => {
  const silence = listSilences(db, environmentId, at).find(({ rule }) => rule === null || rule === id);
  if (silence !== undefined) return silence.reason === '' ? 'a silence' : `a silence: ${silence.reason}`;
  const maintenance = listMaintenance(db, environmentId).find(
    ({ schedule }) => maintenanceAt(schedule, at, cronStarts) !== null,
  );
  if (maintenance !== undefined) return `the maintenance window “${maintenance.name}”`;
  if (!expectedOfDeploy(condition)) return null;
  const deploy = deployOf(environmentId);
  if (deploy === null) return null;
  const { from, to } = deployWindow(deploy);
  return at >= from && at < to ? deploy.label : null;
};
