import type { ProjectId, SprintId } from '../../../shared/ids.ts';
import { api } from '../../backend/client.ts';

/** How many of the next sprints are proposed: six weeks of the usual cadence. */
const PROPOSED = 3;

/** What the sprint screens read besides the plan; the live stream says when to read again. */
export const proposalsOf = (project: ProjectId) =>
  api.sprints.propose.queryOptions({ input: { project, count: PROPOSED } });
export const progressOf = (sprint: SprintId) => api.sprints.progress.queryOptions({ input: { sprint } });
