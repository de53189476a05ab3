import type { EnvironmentId, ProjectId } from '../../../shared/ids.ts';
import { api } from '../../backend/client.ts';

/** How each environment of the project stands; the live stream brings every look. */
export const watchesOf = (project: ProjectId) => api.monitor.watches.queryOptions({ input: { project } });

export const watchSettingsOf = (environment: EnvironmentId) =>
  api.monitor.settings.queryOptions({ input: { environment } });
