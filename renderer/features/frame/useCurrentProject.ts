import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useEffect } from 'react';
import type { Project } from '../../../shared/projects/project.ts';
import { api } from '../../backend/client.ts';
import { rememberProject, useRememberedProject } from './rememberedProject.ts';

interface CurrentProject {
  /** undefined while the list is being read. */
  readonly projects: readonly Project[] | undefined;
  /** The project of the address, else the one open last, else the first; null when there is none. */
  readonly project: Project | null;
}

/** Which project the frame is about. */
export const useCurrentProject = (): CurrentProject => {
  const { data: projects } = useQuery(api.projects.list.queryOptions());
  const { project: asked } = useParams({ strict: false });
  const remembered = useRememberedProject((state) => state.id);
  const named = projects?.find(({ id }) => id === asked);
  const project = named ?? projects?.find(({ id }) => id === remembered) ?? projects?.[0] ?? null;
  useEffect(() => {
    if (named !== undefined) rememberProject(named.id);
  }, [named]);
  return { projects, project };
};
