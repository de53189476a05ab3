import type { ProjectId } from '../../../shared/ids.ts';
import { api } from '../../backend/client.ts';

/** What the screen of pattern rules reads; the live stream says when to read again, but for the rules, which never change. */
export const patternRulesQuery = () => api.patterns.rules.queryOptions({ staleTime: Number.POSITIVE_INFINITY });
export const patternSettingsOf = (project: ProjectId) => api.patterns.settings.queryOptions({ input: { project } });
export const baselineOfProject = (project: ProjectId) => api.patterns.baseline.queryOptions({ input: { project } });
/** Asked of git each time the screen opens: branches move outside of Pitwall. */
export const checkedBranchesOf = (project: ProjectId) =>
  api.patterns.branches.queryOptions({ input: { project }, staleTime: 0 });
