import type { AlertContext } from '../../../shared/alerts/alertEvidence.ts';
import type { WatchedDeploy } from '../../../shared/alerts/deployWindow.ts';
import type { Run } from '../../../shared/deploys/run.ts';
import type { EnvironmentId, ProjectId, RunId } from '../../../shared/ids.ts';
import type { Environment } from '../../../shared/projects/environment.ts';

export interface DeployFactsDeps {
  readonly environmentOf: (id: EnvironmentId) => Environment | null;
  readonly last: (environment: EnvironmentId) => Run | null;
  readonly history: (query: {
    readonly project: ProjectId;
    readonly environment: EnvironmentId;
    readonly before: RunId | null;
    readonly limit: number;
  }) => { readonly runs: readonly Run[] };
}

/** How far back the last deploy that succeeded is looked for. */
const LOOKED_AT = 50;

/** What alerts must know of the deploys of an environment, from the runs that are kept. */
export const createDeployFacts = ({ environmentOf, last, history }: DeployFactsDeps) => ({
  /** The last deploy, which may still go on; null when there was none. */
  deployOf: (id: EnvironmentId): WatchedDeploy | null => {
    const [run, environment] = [last(id), environmentOf(id)];
    if (run === null || environment === null) return null;
    return {
      label: `the deploy of ${run.revision.slice(0, 7)}`,
      startedAt: run.startedAt ?? run.createdAt,
      endedAt: run.endedAt,
      limits: environment.limits,
      healthSeconds: environment.health.timeoutSeconds,
    };
  },
  releaseOf: (id: EnvironmentId): Pick<AlertContext, 'release' | 'lastDeploy'> => {
    const environment = environmentOf(id);
    if (environment === null) return { release: null, lastDeploy: null };
    const { runs } = history({ project: environment.projectId, environment: id, before: null, limit: LOOKED_AT });
    const [run] = runs;
    const good = runs.find(({ outcome }) => outcome?.kind === 'succeeded');
    return {
      release:
        good === undefined
          ? null
          : { revision: good.revision, subject: good.subject, since: good.endedAt ?? good.createdAt },
      lastDeploy:
        run === undefined
          ? null
          : { revision: run.revision, outcome: run.outcome?.kind ?? 'is going on', at: run.createdAt },
    };
  },
});
