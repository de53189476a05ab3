import type { ProjectId } from '../../../shared/ids.ts';
import { api } from '../../backend/client.ts';

/** What the team screen reads; the live stream says when to read again. */
export const teamOf = (project: ProjectId) => api.team.list.queryOptions({ input: { project } });
export const planningSettingsOf = (project: ProjectId) => api.backlog.settings.queryOptions({ input: { project } });
