import { useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { ProjectId } from '../../../shared/ids.ts';
import type { Environment } from '../../../shared/projects/environment.ts';
import type { Project } from '../../../shared/projects/project.ts';
import { allProjects } from './projectsQueries.ts';

/** Writes what a mutation answered into the list at once; the live stream reads it anew a moment later. */
export const useProjectsCache = () => {
  const client = useQueryClient();
  return useMemo(() => {
    const { queryKey } = allProjects();
    const update = (change: (projects: readonly Project[]) => readonly Project[]) =>
      client.setQueryData(queryKey, (old) => (old === undefined ? old : [...change(old)]));
    return {
      put: (project: Project) =>
        update((all) =>
          all.some(({ id }) => id === project.id)
            ? all.map((each) => (each.id === project.id ? project : each))
            : [...all, project],
        ),
      remove: (project: ProjectId) => update((all) => all.filter(({ id }) => id !== project)),
      putEnvironment: (environment: Environment) =>
        update((all) =>
          all.map((project) =>
            project.id !== environment.projectId
              ? project
              : {
                  ...project,
                  environments: project.environments.some(({ id }) => id === environment.id)
                    ? project.environments.map((each) => (each.id === environment.id ? environment : each))
                    : [...project.environments, environment],
                },
          ),
        ),
      removeEnvironment: (environment: Environment) =>
        update((all) =>
          all.map((project) => ({
            ...project,
            environments: project.environments.filter(({ id }) => id !== environment.id),
          })),
        ),
      invalidate: () => client.invalidateQueries({ queryKey }),
    };
  }, [client]);
};
