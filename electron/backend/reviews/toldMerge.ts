import { Failure } from '../../../shared/errors.ts';
import type { Revision, WindowId } from '../../../shared/ids.ts';
import type { Change, ChangeId, Merged } from '../../../shared/reviews/change.ts';
import { isAncestor } from '../git/mergeBaseOf.ts';
import { resolveRevision } from '../git/resolveRevision.ts';
import { noteCommits } from './changeRevisionTable.ts';
import type { FactGatherer } from './factGatherer.ts';
import { recordReview } from './recordReview.ts';
import { updateChange, withCurrent } from './reviewChangeTable.ts';
import { nameOf, type ReviewDeps } from './reviewDeps.ts';
import { needHead, needMe, needOpen, needRepository } from './reviewGuards.ts';

interface Told {
  readonly change: ChangeId;
  readonly head: Revision;
  /** The beginning of a commit's id. */
  readonly commit: string;
  readonly reason: string;
  readonly window: WindowId;
}

/** Takes a person's word that a commit of the base brought a change, where Pitwall cannot see it: a squash whose conflict was mended, a copy that was edited.
 * The commit must be in the base. `reopen` takes it back. */
export const createToldMerge =
  (deps: ReviewDeps, facts: FactGatherer) =>
  async ({ change: id, head, commit: asked, reason, window }: Told, signal?: AbortSignal): Promise<Change> => {
    const { db, clock } = deps;
    const change = needOpen(deps, id);
    const by = nameOf(needMe(deps, change.projectId));
    const { dir, base, branches } = needRepository(deps, change.projectId);
    const commit = await resolveRevision({ dir, signal }, asked);
    const baseHead = (await branches(signal)).find(({ name }) => name === base)?.head;
    if (commit === null || baseHead === undefined || !(await isAncestor({ dir, signal }, commit, baseHead)))
      throw new Failure('REFUSED', `${base} has no commit ${asked}, or it was not fetched yet.`, {
        act: `Fetch, then give the id of the commit of ${base} that brought the change, such as “git log ${base}” shows it.`,
      });
    const revision = needHead(deps, change, head);
    const told: Omit<Merged, 'gate'> = {
      at: clock.now(),
      by,
      revision: revision.number,
      commit,
      how: 'told',
      outside: true,
      reason,
    };
    const { gate } = await facts.judge({ ...change, state: 'merged', merged: { ...told, gate: null } }, { signal });
    const line = {
      verb: 'change.tell-merge',
      project: change.projectId,
      id,
      summary: `Say that “${change.title}” is in ${base} as ${commit.slice(0, 7)}: ${reason}`,
    };
    const merged = recordReview(deps, line, () => {
      // While git was asked somebody may have merged it, or its branch may have moved.
      const now = needOpen(deps, id);
      needHead(deps, now, head);
      const stored = { ...now, state: 'merged' as const, merged: { ...told, gate }, gate, updatedAt: told.at };
      updateChange(db, stored);
      noteCommits(db, { project: change.projectId, change: id, commits: [commit] });
      return withCurrent(db, stored);
    });
    try {
      deps.onMerged(merged, window);
    } catch (error) {
      deps.log.error('an item did not follow its merge', { change: id, error: String(error) });
    }
    return merged;
  };
