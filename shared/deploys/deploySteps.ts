import type { Revision } from '../ids.ts';
import type { EnvironmentSettings, StepName } from '../projects/environment.ts';
import type { RemoteCommand } from '../remote/remoteCommand.ts';
import { stepHealth } from './steps/stepHealth.ts';
import { stepPreflight } from './steps/stepPreflight.ts';
import { stepPull } from './steps/stepPull.ts';
import { stepReload } from './steps/stepReload.ts';
import { stepRestart } from './steps/stepRestart.ts';
import type { StepScript } from './steps/stepScript.ts';
import { stepSync } from './steps/stepSync.ts';

/** One step of a deploy, as it is shown and as it runs. */
export interface DeployStep {
  readonly name: StepName;
  readonly title: string;
  readonly limitSeconds: number;
  /** The principal commands, one a line, as the confirm page shows them; the script runs exactly these. */
  readonly commands: RemoteCommand;
  /** The whole step. */
  readonly script: RemoteCommand;
}

/** The health step's own verdict, with the journal's end in the log, comes before its limit does. */
const HEALTH_MARGIN = 30;

/** The steps of a deploy in their order: a pure function of the settings and the revision. */
export const deploySteps = (
  settings: EnvironmentSettings,
  { revision }: { readonly revision: Revision },
): readonly DeployStep[] => {
  const { limits, health } = settings;
  const step = (name: StepName, title: string, limitSeconds: number, parts: StepScript): DeployStep => ({
    name,
    title,
    limitSeconds,
    ...parts,
  });
  return [
    step('preflight', 'Check the target', limits.preflight, stepPreflight(settings)),
    step('pull', 'Pull from origin', limits.pull, stepPull(settings, revision)),
    step('sync', 'Copy the files', limits.sync, stepSync(settings, revision)),
    step('restart', 'Restart the app', limits.restart, stepRestart(settings)),
    step('reload', 'Reload nginx', limits.reload, stepReload(settings)),
    step(
      'health',
      'Check the health',
      Math.max(limits.health, health.timeoutSeconds + HEALTH_MARGIN),
      stepHealth(settings),
    ),
  ];
};
