import type { ChangeRevision, RevisionKind } from './change.ts';

/** How a revision came after the one before. `contains`: the head before is an ancestor of the new one. */
export const revisionKindOf = (
  before: Pick<ChangeRevision, 'patchId'> | null,
  now: Pick<ChangeRevision, 'patchId'>,
  contains: boolean,
): RevisionKind => {
  if (before === null) return 'first';
  if (before.patchId === now.patchId) return 'rebased';
  return contains ? 'added' : 'rewritten';
};
