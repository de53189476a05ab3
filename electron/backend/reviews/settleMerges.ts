import type { ProjectId, Revision } from '../../../shared/ids.ts';
import { isAncestor } from '../git/mergeBaseOf.ts';
import { revList } from '../git/revList.ts';
import { currentRevision } from './changeRevisionTable.ts';
import { endMerge } from './endMerge.ts';
import { deleteMergeIntent, listMergeIntents } from './mergeIntentTable.ts';
import { getChange } from './reviewChangeTable.ts';
import type { ReviewDeps } from './reviewDeps.ts';
import type { ReviewRepository } from './reviewRepository.ts';

/** Ends merges that a kill or a cut line left in the middle, now that the base was seen: when it holds the commit, the change was merged; when it does not,
 * nothing was, and the intent is forgotten. To be called inside the repository's lock. */
export const settleMerges = async (
  deps: ReviewDeps,
  project: ProjectId,
  { dir }: ReviewRepository,
  baseHead: Revision,
): Promise<void> => {
  const { db } = deps;
  for (const { change: id, merged, baseBefore, window } of listMergeIntents(db).filter(
    (each) => each.project === project,
  )) {
    const change = getChange(db, id);
    // The commit may never have been written to the disk.
    const isIn = change !== null && (await isAncestor({ dir }, merged.commit, baseHead).catch(() => false));
    if (change !== null && isIn) {
      const { head } = currentRevision(db, id);
      const own =
        merged.how === 'squash' ? [] : await revList(dir, { from: baseBefore, to: head, max: 10_000 }).catch(() => []);
      endMerge(
        deps,
        change,
        merged,
        own.map(({ revision }) => revision),
        window,
      );
    }
    deleteMergeIntent(db, id);
    deps.log.info('a merge that was cut off was settled', { change: id, merged: isIn });
  }
};
