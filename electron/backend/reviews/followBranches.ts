import { randomUUID } from 'node:crypto';
import type { ProjectId, Revision } from '../../../shared/ids.ts';
import { ChangeId, type ChangeRevision } from '../../../shared/reviews/change.ts';
import { revisionKindOf } from '../../../shared/reviews/revisionKindOf.ts';
import { keepCommit } from '../git/keepCommit.ts';
import { isAncestor, mergeBaseOf } from '../git/mergeBaseOf.ts';
import type { ChangeReader } from './changeReader.ts';
import { currentRevision, insertRevision } from './changeRevisionTable.ts';
import { recordReview } from './recordReview.ts';
import {
  getChange,
  insertChange,
  lastEndedChange,
  listOpenChanges,
  type StoredChange,
  updateChange,
} from './reviewChangeTable.ts';
import type { ReviewDeps } from './reviewDeps.ts';
import type { ReviewRepository, SeenBranch } from './reviewRepository.ts';

/** Makes changes and their revisions of the branches that a fetch saw.
 *
 * A branch with commits that the base does not have is a change; when its head moves, by whatever (a push, an amend, a rebase), or the place where it left the
 * base does, the change gets a revision. Every head is kept by a ref of Pitwall's own, so that what somebody reviewed can be compared with for good. */
export const createBranchFollower = (deps: ReviewDeps, reader: ChangeReader) => {
  const { db, clock } = deps;

  /** Where branches left the base at the last look. Two commits always part at the same place, and one push among a thousand branches moves one of them. */
  const parted = new Map<ProjectId, { readonly baseHead: Revision; readonly mergeBases: Map<Revision, Revision> }>();

  /** A new revision of a change, or the first one of a new change. Null: nothing differs from the base. */
  const look = async (
    project: ProjectId,
    repository: ReviewRepository,
    { name, head }: SeenBranch,
    mergeBase: Revision,
    known: StoredChange | null,
  ): Promise<void> => {
    const { dir } = repository;
    const before = known === null ? null : currentRevision(db, known.id);
    const [contents, history, contains] = await Promise.all([
      reader.contents(dir, mergeBase, head),
      reader.history(dir, mergeBase, head),
      before === null ? true : isAncestor({ dir }, before.head, head).catch(() => false),
    ]);
    if (known === null && contents.files.length === 0) return;
    const id = known?.id ?? ChangeId.parse(randomUUID());
    const number = (before?.number ?? 0) + 1;
    const revision: ChangeRevision = {
      number,
      head,
      mergeBase,
      kind: revisionKindOf(before, contents, contains),
      patchId: contents.patchId,
      at: clock.now(),
      commits: history.count,
      files: contents.files.length,
      added: contents.files.reduce((sum, { added }) => sum + (added ?? 0), 0),
      removed: contents.files.reduce((sum, { removed }) => sum + (removed ?? 0), 0),
    };
    await keepCommit(dir, `changes/${id}/${number}`, head);
    const item = deps.items.ofBranch(project, name);
    const oldest = history.commits.at(-1)?.subject ?? '';
    const title = (item?.title ?? (history.count === 1 && oldest.trim() !== '' ? oldest : name)).slice(0, 500);
    const at = clock.now();
    const change: StoredChange = {
      ...(known ?? {
        id,
        projectId: project,
        branch: name,
        base: repository.base,
        state: 'open',
        createdAt: at,
        merged: null,
        abandoned: null,
        gate: null,
      }),
      item: item?.id ?? null,
      title,
      authors: [...history.authors],
      branchGoneAt: null,
      updatedAt: at,
    };
    const summary =
      known === null ? `See ${name} as a change: ${title}` : `See revision ${number} of ${name} (${revision.kind})`;
    recordReview({ ...deps, actor: 'Pitwall' }, { verb: 'change.revision', project, id, summary }, () => {
      // Somebody may have merged or abandoned it while git was asked.
      const now = known === null ? null : getChange(db, id);
      if (known !== null && (now?.state !== 'open' || currentRevision(db, id).number !== before?.number)) return;
      if (known === null) insertChange(db, change);
      else updateChange(db, { ...change, gate: now?.gate ?? null });
      insertRevision(db, id, revision, { files: contents.files, commits: history.commits });
    });
  };

  /** A branch that was merged or abandoned and did not move since is not looked at again. */
  const isDone = (project: ProjectId, { name, head }: SeenBranch): boolean => {
    const ended = lastEndedChange(db, project, name);
    if (ended === null) return false;
    return ended.state === 'abandoned' || currentRevision(db, ended.id).head === head;
  };

  const setGone = (change: StoredChange, gone: boolean): void => {
    if ((change.branchGoneAt !== null) === gone) return;
    const branchGoneAt = gone ? clock.now() : null;
    const summary = gone ? `See that ${change.branch} is deleted` : `See that ${change.branch} is back`;
    recordReview(
      { ...deps, actor: 'Pitwall' },
      { verb: 'change.branch', project: change.projectId, id: change.id, summary },
      () => updateChange(db, { ...change, branchGoneAt, updatedAt: clock.now() }),
    );
  };

  /** What merges elsewhere left open. Gives what could not be read, by branch. */
  return async (
    project: ProjectId,
    repository: ReviewRepository,
    branches: readonly SeenBranch[],
    baseHead: Revision,
  ): Promise<ReadonlyMap<string, string>> => {
    const problems = new Map<string, string>();
    const before = parted.get(project);
    const mergeBases = new Map<Revision, Revision>();
    const mergeBaseWith = async (head: Revision): Promise<Revision | null> => {
      const known = mergeBases.get(head) ?? (before?.baseHead === baseHead ? before.mergeBases.get(head) : undefined);
      const found = known ?? (await mergeBaseOf(repository, baseHead, head));
      if (found !== null) mergeBases.set(head, found);
      return found;
    };
    parted.set(project, { baseHead, mergeBases });
    const open = new Map(listOpenChanges(db, project).map((change) => [change.branch, change]));
    for (const branch of branches) {
      if (branch.name === repository.base) continue;
      const known = open.get(branch.name) ?? null;
      open.delete(branch.name);
      try {
        if (known === null && isDone(project, branch)) continue;
        const mergeBase = await mergeBaseWith(branch.head);
        if (mergeBase === null) {
          problems.set(
            branch.name,
            'It has no commit in common with the base, or the clone is too shallow to show it.',
          );
          continue;
        }
        const current = known === null ? null : currentRevision(db, known.id);
        if (mergeBase === branch.head) continue;
        if (current !== null && current.head === branch.head && current.mergeBase === mergeBase) {
          if (known !== null) setGone(known, false);
          continue;
        }
        await look(project, repository, branch, mergeBase, known);
      } catch (error) {
        // One branch that cannot be read must not hide the others.
        problems.set(branch.name, error instanceof Error ? error.message : String(error));
        deps.log.warn('a branch could not be read for review', { project, branch: branch.name, error: String(error) });
      }
    }
    for (const change of open.values()) setGone(change, true);
    return problems;
  };
};
