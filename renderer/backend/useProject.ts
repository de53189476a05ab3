import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { ProjectId } from '../../shared/ids.ts';
import type { Project } from '../../shared/projects/project.ts';
import { api } from './client.ts';

/** One project out of the list that is in memory anyway; null when it is gone. */
export const useProject = (id: ProjectId): UseQueryResult<Project | null> =>
  useQuery({
    ...api.projects.list.queryOptions(),
    select: (projects) => projects.find((project) => project.id === id) ?? null,
  });
