import { infiniteQueryOptions } from '@tanstack/react-query';
import type { EnvironmentId, ProjectId, RunId } from '../../../shared/ids.ts';
import { api } from '../../backend/client.ts';

/** What stands active and last on each environment; the live stream keeps it true. */
export const summaryOf = (project: ProjectId) => api.deploys.summary.queryOptions({ input: { project } });

/** Somebody may push or deploy by other means: after a minute a plan is read again when its page is opened. */
const PLAN_FRESH = 60_000;

/** What runs on an environment and what would be deployed, asked of its target. */
export const planOf = (environment: EnvironmentId) => ({
  ...api.deploys.plan.queryOptions({ input: { environment } }),
  staleTime: PLAN_FRESH,
});

/** The plan of one visit to the confirm page: it never changes under the user's eyes, so it is nobody else's. */
export const planToConfirm = (environment: EnvironmentId, visit: string) => ({
  queryKey: ['plan to confirm', environment, visit] as const,
  queryFn: ({ signal }: { readonly signal: AbortSignal }) => api.deploys.plan.call({ environment }, { signal }),
  staleTime: Number.POSITIVE_INFINITY,
  gcTime: 0,
});

export const runOf = (run: RunId) => api.deploys.run.queryOptions({ input: { run } });

/** Runs of one page of the history. */
export const HISTORY_PAGE = 50;

/** Past runs, newest first, page after page. */
export const historyOf = (project: ProjectId, environment: EnvironmentId | null) =>
  infiniteQueryOptions(
    api.deploys.history.infiniteOptions({
      input: (before: RunId | null) => ({ project, environment, before, limit: HISTORY_PAGE }),
      initialPageParam: null as RunId | null,
      getNextPageParam: ({ runs, more }) => (more ? (runs.at(-1)?.id ?? null) : null),
    }),
  );
