import type { EnvironmentId, ProjectId } from '../../../shared/ids.ts';
import { api } from '../../backend/client.ts';

/** What the project screens read; the live stream says when to read again. */
export const allProjects = () => api.projects.list.queryOptions();
export const presets = () => api.projects.presets.queryOptions();
export const configuredHosts = () => api.connections.configuredHosts.queryOptions();
export const projectDependents = (project: ProjectId) => api.projects.dependents.queryOptions({ input: { project } });
export const environmentDependents = (environment: EnvironmentId) =>
  api.projects.environmentDependents.queryOptions({ input: { environment } });
