import type { Revision } from '../ids.ts';
import type { EnvironmentSettings, StepName } from '../projects/environment.ts';
import type { RemoteCommand } from '../remote/remoteCommand.ts';

/** One step of a deploy, as it is shown and as it runs. */
export interface DeployStep {
  readonly name: StepName;
  readonly title: string;
  readonly limitSeconds: number;
  /** The principal commands, one a line, as the confirm page shows them. */
  readonly commands: RemoteCommand;
  /** The whole step. */
  readonly script: RemoteCommand;
}

/** The steps of a deploy in their order: a pure function of the settings and the revision. */
export const deploySteps = (
  _settings: EnvironmentSettings,
  _deploy: { readonly revision: Revision },
): readonly DeployStep[] => {
  throw new Error('being written');
};

/** The name under which the target keeps an application's lock: the same for every machine that deploys it. */
export const runnerAppId = (_settings: Pick<EnvironmentSettings, 'unit' | 'appPath'>): string => {
  throw new Error('being written');
};
