import type { Revision, WindowId } from '../../../shared/ids.ts';
import type { Change, Merged } from '../../../shared/reviews/change.ts';
import { noteCommits } from './changeRevisionTable.ts';
import { recordReview } from './recordReview.ts';
import { getChange, type StoredChange, updateChange, withCurrent } from './reviewChangeTable.ts';
import type { ReviewDeps } from './reviewDeps.ts';

/** Writes down that a change came into the base, and lets its item follow. Safe to repeat: what is merged stays as it was merged. */
export const endMerge = (
  deps: ReviewDeps,
  change: Pick<StoredChange, 'id' | 'projectId' | 'branch' | 'base'>,
  merged: Merged,
  commits: readonly Revision[],
  window: WindowId,
): Change => {
  const { db } = deps;
  const said = merged.outside ? `See that ${change.branch} was merged elsewhere` : `Merge ${change.branch}`;
  const line = {
    verb: 'change.merge',
    project: change.projectId,
    id: change.id,
    summary: `${said} into ${change.base} by ${merged.how}, as ${merged.commit.slice(0, 7)}`,
  };
  const before = getChange(db, change.id);
  if (before !== null && before.state !== 'merged')
    recordReview(merged.outside ? { ...deps, actor: 'Pitwall' } : deps, line, () => {
      updateChange(db, {
        ...before,
        state: 'merged',
        merged,
        abandoned: null,
        updatedAt: merged.at,
        gate: merged.gate ?? before.gate,
      });
      noteCommits(db, {
        project: change.projectId,
        change: change.id,
        commits: [...new Set([...commits, merged.commit])],
      });
    });
  const after = getChange(db, change.id);
  if (after === null) throw new Error(`change ${change.id} went while it was merged`);
  const whole = withCurrent(db, after);
  try {
    deps.onMerged(whole, window);
  } catch (error) {
    // The merge is done, whatever the item says.
    deps.log.error('an item did not follow its merge', { change: change.id, error: String(error) });
  }
  return whole;
};
