import type { ProjectId } from '../../../shared/ids.ts';
import type { ChangeId, ChangeState } from '../../../shared/reviews/change.ts';
import { api } from '../../backend/client.ts';

/** Changes read at once. */
const PAGE = 50;

/** Two revisions of a change by their numbers; `from` 0 is where it left the base. */
export interface DiffRange {
  readonly change: ChangeId;
  readonly from: number;
  readonly to: number;
}

/** What the review screens read; the live stream says when to read again. */
export const changesOf = (project: ProjectId, state: ChangeState) =>
  api.reviews.list.infiniteOptions({
    input: (before: ChangeId | null) => ({ project, state, before, limit: PAGE }),
    initialPageParam: null,
    getNextPageParam: ({ changes, more }) => (more ? (changes.at(-1)?.id ?? null) : null),
  });
export const changeOf = (change: ChangeId) => api.reviews.change.queryOptions({ input: { change } });
export const filesOf = (range: DiffRange) => api.reviews.files.queryOptions({ input: range });
export const reviewSettingsOf = (project: ProjectId) => api.reviews.settings.queryOptions({ input: { project } });
export const repositoryOf = (project: ProjectId) => api.branches.repository.queryOptions({ input: { project } });
export const membersOf = (project: ProjectId) => api.team.list.queryOptions({ input: { project } });

/** What differs between two revisions stays what it is, so it is read once; a few files are kept at hand. */
export const fileDiffOf = (range: DiffRange, path: string, whole: boolean, ignoreSpace: boolean) => ({
  ...api.reviews.fileDiff.queryOptions({ input: { ...range, path, whole, ignoreSpace } }),
  staleTime: Number.POSITIVE_INFINITY,
  gcTime: 5 * 60_000,
});
