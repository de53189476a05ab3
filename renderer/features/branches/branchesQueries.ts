import type { ItemId, ProjectId } from '../../../shared/ids.ts';
import { api } from '../../backend/client.ts';

/** What the screens about branches read; the live stream says when to read again. */
export const repositoryOf = (project: ProjectId) => api.branches.repository.queryOptions({ input: { project } });
export const branchesOf = (project: ProjectId) => api.branches.branches.queryOptions({ input: { project } });
export const proposalOf = (project: ProjectId, item: ItemId) => ({
  ...api.branches.proposeStart.queryOptions({ input: { project, item } }),
  staleTime: 0,
});
