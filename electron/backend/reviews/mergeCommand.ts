import type { GitCause } from '../../../shared/branches/gitCauses.ts';
import { Failure } from '../../../shared/errors.ts';
import type { JudgedGate } from '../../../shared/gates/requirement.ts';
import type { ProjectId, Revision, WindowId } from '../../../shared/ids.ts';
import type { Change, ChangeId, ChangeRevision, Merged } from '../../../shared/reviews/change.ts';
import type { MergeOutcome } from '../../../shared/reviews/contract.ts';
import { mergeMessage, squashMessage } from '../../../shared/reviews/mergeMessage.ts';
import type { Person } from '../../../shared/reviews/person.ts';
import { GitFailure } from '../git/gitFailure.ts';
import { isAncestor } from '../git/mergeBaseOf.ts';
import { revList } from '../git/revList.ts';
import { tryMerge } from '../git/tryMerge.ts';
import { writeCommit } from '../git/writeCommit.ts';
import { commitsOfRevision } from './changeRevisionTable.ts';
import { endMerge } from './endMerge.ts';
import type { FactGatherer } from './factGatherer.ts';
import { deleteMergeIntent, listMergeIntents, writeMergeIntent } from './mergeIntentTable.ts';
import type { StoredChange } from './reviewChangeTable.ts';
import { nameOf, type ReviewDeps } from './reviewDeps.ts';
import { needHead, needMe, needOpen, needRepository } from './reviewGuards.ts';
import type { ReviewRepository, SeenBranch } from './reviewRepository.ts';

interface Asked {
  readonly change: ChangeId;
  readonly head: Revision;
  readonly window: WindowId;
}

/** The commit that the base is to be moved to, and all that it brings. */
interface MadeCommit {
  readonly how: Exclude<Merged['how'], 'cherry-pick'>;
  readonly commit: Revision;
  readonly commits: readonly Revision[];
}

/** Causes that come before anything is taken by the origin. */
const NEVER_TAKEN: readonly GitCause[] = [
  'rejected',
  'no-git',
  'sign-in',
  'host-key',
  'no-remote',
  'protocol',
  'not-a-repository',
  'owner',
];

/** Merges a change by the project's method.
 *
 * It begins with a fetch, so that nothing is decided by what was known a while ago; `follow` writes down what came. One merge at a time in a repository. Inside its lock the gate is judged anew with nothing remembered, the merge is made without a working tree, written
 * down as an intent, and published by one step that fails when the base moved. Only then is the change merged. A kill in between leaves the intent,
 * and the next look at the repository ends it or forgets it. */
export const createMergeCommand = (
  deps: ReviewDeps,
  facts: FactGatherer,
  follow: (project: ProjectId) => Promise<void>,
) => {
  const { db, clock } = deps;

  const make = async (
    repository: ReviewRepository,
    change: StoredChange,
    revision: ChangeRevision,
    base: Revision,
    me: Person,
  ): Promise<MadeCommit | Exclude<MergeOutcome, { kind: 'merged' }>> => {
    const { dir, mergeMethod } = repository;
    const own = (await revList(dir, { from: base, to: revision.head, max: 10_000 })).map((each) => each.revision);
    if (mergeMethod === 'fast-forward')
      return (await isAncestor({ dir }, base, revision.head))
        ? { how: 'fast-forward', commit: revision.head, commits: own }
        : {
            kind: 'moved',
            message: `${repository.base} has commits that ${change.branch} does not have: rebase it, then merge.`,
          };
    const tried = await tryMerge(dir, base, revision.head);
    if ('conflicts' in tried) return { kind: 'conflict', conflicts: [...tried.conflicts] };
    const work = {
      title: change.title,
      branch: change.branch,
      itemKey: change.item === null ? null : deps.items.keyOf(change.item),
      subjects: commitsOfRevision(db, change.id, revision.number)
        .map(({ subject }) => subject)
        .toReversed(),
      authors: change.authors,
      by: me,
    };
    const isSquash = mergeMethod === 'squash';
    const commit = await writeCommit(dir, {
      tree: tried.tree,
      parents: isSquash ? [base] : [base, revision.head],
      message: isSquash ? squashMessage(work) : mergeMessage(work),
      by: me,
      at: clock.now(),
    });
    return { how: mergeMethod, commit, commits: isSquash ? [commit] : [...own, commit] };
  };

  const judgeFresh = async (change: StoredChange, signal?: AbortSignal): Promise<JudgedGate> =>
    (await facts.judge(change, { signal })).gate;

  const merge = async (repository: ReviewRepository, asked: Asked, signal?: AbortSignal): Promise<MergeOutcome> => {
    const change = needOpen(deps, asked.change);
    const me = needMe(deps, change.projectId);
    if (listMergeIntents(db).some((intent) => intent.change === change.id))
      return {
        kind: 'moved',
        message:
          'A merge of this change was cut off before it was known how it ended. Fetch: then it is finished, or can be tried again.',
      };
    const seen = headsOf(repository, await repository.branches(signal), change);
    if (seen.base === null)
      return { kind: 'moved', message: `The base ${repository.base} is not in the repository (any more).` };
    if (seen.branch !== asked.head)
      return {
        kind: 'moved',
        message:
          seen.branch === null
            ? `The branch ${change.branch} is deleted.`
            : `${change.branch} is at ${seen.branch.slice(0, 7)} now: look at the new revision first.`,
      };
    await repository.mayPublish(signal);
    const gate = await judgeFresh(change, signal);
    // While the gate was judged somebody may have said more, or the branch may have moved.
    const revision = needHead(deps, needOpen(deps, change.id), asked.head);
    if (!gate.open) return closed(gate, change);
    const made = await make(repository, change, revision, seen.base, me);
    if ('kind' in made) return made;
    const merged: Merged = {
      at: clock.now(),
      by: nameOf(me),
      revision: revision.number,
      commit: made.commit,
      how: made.how,
      outside: false,
      gate,
    };
    if (made.commit === seen.base)
      return { kind: 'moved', message: `${repository.base} holds it already: fetch, and it is seen as merged.` };
    const intent = {
      change: change.id,
      project: change.projectId,
      baseBefore: seen.base,
      merged,
      window: asked.window,
    };
    writeMergeIntent(db, intent);
    try {
      await repository.publish(made.commit, seen.base, { name: change.branch, head: asked.head }, signal);
    } catch (error) {
      return notPublished(error, repository, change, seen.base);
    }
    return { kind: 'merged', change: end(change, merged, made.commits, asked.window) };
  };

  const closed = (gate: JudgedGate, change: StoredChange): MergeOutcome => {
    deps.log.info('a merge was refused by its gate', { change: change.id, state: gate.state });
    return { kind: 'closed', gate };
  };

  /** A push that was refused, or came too late, moved nothing. Any other failure, such as a line that was cut, may have come after it: the intent stays. */
  const notPublished = async (
    error: unknown,
    repository: ReviewRepository,
    change: StoredChange,
    base: Revision,
  ): Promise<MergeOutcome> => {
    if (!(error instanceof GitFailure)) throw error;
    // A ref that is locked may be that of the base, which somebody moves, or our own note of it after the push.
    const isMoved = error.cause === 'locked' && headsOf(repository, await repository.branches(), change).base !== base;
    if (error.cause === 'moved' || isMoved) {
      deleteMergeIntent(db, change.id);
      return { kind: 'moved', message: `${error.message} ${error.data.act}` };
    }
    if (NEVER_TAKEN.includes(error.cause)) {
      deleteMergeIntent(db, change.id);
      throw error;
    }
    throw new Failure('REFUSED', `It is not known whether ${repository.base} was moved: ${error.message}`, {
      act: 'Fetch when the network is back: the merge is finished then, or nothing was merged and you can try again.',
    });
  };

  const end = (change: StoredChange, merged: Merged, commits: readonly Revision[], window: WindowId): Change => {
    const whole = endMerge(deps, change, merged, commits, window);
    deleteMergeIntent(db, change.id);
    return whole;
  };

  /** What was fetched last may be old: the origin and GitHub are asked anew, and what is new is written down. */
  const lookFirst = async (project: ProjectId, branch: string): Promise<void> => {
    const repository = needRepository(deps, project);
    needMe(deps, project);
    try {
      await Promise.all([repository.fetch(), deps.readGithub(project, branch)]);
    } catch (error) {
      if (!(error instanceof GitFailure)) throw error;
      throw new GitFailure(
        error.cause,
        `Nothing was merged, because it cannot be seen what ${repository.base} is now. ${error.message}`,
        error.data.act,
      );
    }
    await follow(project);
  };

  return async (asked: Asked, signal?: AbortSignal): Promise<MergeOutcome> => {
    const { projectId, branch } = needOpen(deps, asked.change);
    await lookFirst(projectId, branch);
    const repository = needRepository(deps, projectId);
    return repository.exclusive(() => merge(repository, asked, signal));
  };
};

const headsOf = ({ base }: ReviewRepository, branches: readonly SeenBranch[], change: StoredChange) => {
  const of = (wanted: string): Revision | null => branches.find(({ name }) => name === wanted)?.head ?? null;
  return { base: of(base), branch: of(change.branch) };
};
