import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { EnvironmentId, ProjectId } from '../../../shared/ids.ts';
import type { Project } from '../../../shared/projects/project.ts';
import { api } from '../../backend/client.ts';

/** The project of the address out of the list that is in memory anyway; null when it is gone. */
export const useTrafficProject = (id: ProjectId): UseQueryResult<Project | null> =>
  useQuery({
    ...api.projects.list.queryOptions(),
    select: (projects) => projects.find((project) => project.id === id) ?? null,
  });

/** What the access log tells; the live stream says every ten seconds that there is more. */
export const trafficOf = (environment: EnvironmentId) => api.monitor.traffic.queryOptions({ input: { environment } });

export const exceptionsOf = (environment: EnvironmentId) =>
  api.exceptions.list.queryOptions({ input: { environment } });
