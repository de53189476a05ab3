import { type GithubGateFacts, githubGateFacts } from '../../../shared/github/githubGateFacts.ts';
import type { ChangeRevision } from '../../../shared/reviews/change.ts';
import type { Person } from '../../../shared/reviews/person.ts';
import { listRevisions } from './changeRevisionTable.ts';
import type { StoredChange } from './reviewChangeTable.ts';
import type { ReviewDeps } from './reviewDeps.ts';

/** What GitHub adds to the gate of a change. `approvedHere` are those whose approval counts without it. */
export const githubSaid = (
  { db, githubOf }: Pick<ReviewDeps, 'db' | 'githubOf'>,
  change: StoredChange,
  revision: ChangeRevision,
  approvedHere: readonly Person[],
): GithubGateFacts => {
  const reading = githubOf(change.projectId, change.branch);
  const revisions = reading?.pull == null ? [] : listRevisions(db, change.id);
  // A head may be there twice, when its place on the base moved: the later one is what it holds now.
  const patches = new Map<string, string>(revisions.map(({ head, patchId }) => [head, patchId]));
  return githubGateFacts(reading, {
    head: revision.head,
    base: change.base,
    patchId: revision.patchId,
    revision: revision.number,
    authors: change.authors,
    patchIdOf: (head) => patches.get(head) ?? null,
    approvedHere,
  });
};
