import type { Run } from '../../../shared/deploys/run.ts';
import type { EnvironmentId, ProjectId, RunId } from '../../../shared/ids.ts';
import type { DeployMarker } from '../../../shared/monitor/contract.ts';
import type { Environment } from '../../../shared/projects/environment.ts';

type History = (query: {
  readonly project: ProjectId;
  readonly environment: EnvironmentId | null;
  readonly before: RunId | null;
  readonly limit: number;
}) => { readonly runs: readonly Run[]; readonly more: boolean };

/** More marks than that are no marks any more. */
const MARKERS_MAX = 500;
const PAGE = 100;

/** Finds the deploys of an environment within a window, oldest first; at most 500, the newest. */
export const createDeployMarkers =
  (history: History) =>
  ({ id, projectId }: Pick<Environment, 'id' | 'projectId'>, from: number, to: number): readonly DeployMarker[] => {
    const found: DeployMarker[] = [];
    let before: RunId | null = null;
    while (found.length < MARKERS_MAX) {
      const { runs, more } = history({ project: projectId, environment: id, before, limit: PAGE });
      for (const { id: run, createdAt, outcome, revision, subject } of runs)
        if (createdAt >= from && createdAt <= to)
          found.push({
            run,
            at: createdAt,
            outcome: outcome?.kind ?? null,
            label: `${revision.slice(0, 7)} ${subject}`,
          });
      const last: Run | undefined = runs.at(-1);
      if (last === undefined || !more || last.createdAt < from) break;
      before = last.id;
    }
    return found.slice(0, MARKERS_MAX).reverse();
  };
