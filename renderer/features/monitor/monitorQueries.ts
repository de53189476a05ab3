import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { EnvironmentId, ProjectId } from '../../../shared/ids.ts';
import type { Project } from '../../../shared/projects/project.ts';
import { api } from '../../backend/client.ts';

/** The project of the address out of the list that is in memory anyway; null when it is gone. */
export const useWatchedProject = (id: ProjectId): UseQueryResult<Project | null> =>
  useQuery({
    ...api.projects.list.queryOptions(),
    select: (projects) => projects.find((project) => project.id === id) ?? null,
  });

/** How each environment of the project stands; the live stream brings every look. */
export const watchesOf = (project: ProjectId) => api.monitor.watches.queryOptions({ input: { project } });

export const watchSettingsOf = (environment: EnvironmentId) =>
  api.monitor.settings.queryOptions({ input: { environment } });
