import type { ProjectId } from '../../../shared/ids.ts';
import type { Change, ChangeId } from '../../../shared/reviews/change.ts';
import {
  type ListedChange,
  UNREAD_MAX,
  type UnreadBranch,
  type WholeChange,
} from '../../../shared/reviews/contract.ts';
import { judgeVotes } from '../../../shared/reviews/judgeVotes.ts';
import type { ChangeFiles } from './changeFiles.ts';
import { commitsOfRevision, currentRevision, listRevisions } from './changeRevisionTable.ts';
import { positionComments } from './commentPositions.ts';
import type { FactGatherer } from './factGatherer.ts';
import { githubSaid } from './githubSaid.ts';
import type { FetchFollower } from './onFetched.ts';
import { listChanges, type StoredChange, withCurrent, writeGate } from './reviewChangeTable.ts';
import { countOpenComments, listComments } from './reviewCommentTable.ts';
import type { ReviewDeps } from './reviewDeps.ts';
import { needChange, needProject } from './reviewGuards.ts';
import { countOverridesSince, listOverrides } from './reviewOverrideTable.ts';
import { listVotes } from './reviewVoteTable.ts';

/** Overrides of the last 90 days are counted: as long as a habit takes to show. */
const COUNTED_DAYS = 90;

/** What the pages show of changes. */
export const createChangeViews = (
  deps: ReviewDeps,
  facts: FactGatherer,
  files: ChangeFiles,
  follower: Pick<FetchFollower, 'problemsOf'>,
) => {
  const { db, clock } = deps;

  const listed = (change: StoredChange): ListedChange => {
    const whole = withCurrent(db, change);
    const { patchId, number } = whole.current;
    const votes = judgeVotes(listVotes(db, change.id), { patchId, revision: number, authors: change.authors });
    const counting = votes.filter(({ state }) => state === 'counts');
    const approvers = counting.filter(({ verdict }) => verdict === 'approve').map(({ person }) => person);
    const onGithub = githubSaid(deps, change, whole.current, approvers);
    return {
      ...whole,
      itemKey: change.item === null ? null : deps.items.keyOf(change.item),
      gate: change.gate,
      approvals: approvers.length + onGithub.approvals.length,
      vetoes: counting.filter(({ verdict }) => verdict === 'veto').length + onGithub.vetoes.length,
      openComments: countOpenComments(db, change.id),
      newComments: listComments(db, change.id, deps.repositoryOf(change.projectId)?.me ?? null)
        .flatMap(({ replies, ...comment }) => [comment, ...replies])
        .filter(({ isNew }) => isNew).length,
      overrides: listOverrides(db, change.id).length,
    };
  };

  return {
    list: (query: {
      readonly project: ProjectId;
      readonly state: Change['state'];
      readonly before: ChangeId | null;
      readonly limit: number;
    }): {
      readonly changes: readonly ListedChange[];
      readonly more: boolean;
      readonly unread: readonly UnreadBranch[];
    } => {
      needProject(deps, query.project);
      const found = listChanges(db, { ...query, limit: query.limit + 1 });
      const unread = [...follower.problemsOf(query.project)].map(([branch, reason]) => ({ branch, reason }));
      return {
        changes: found.slice(0, query.limit).map(listed),
        more: found.length > query.limit,
        unread: query.state === 'open' ? unread.slice(0, UNREAD_MAX) : [],
      };
    },
    whole: async (id: ChangeId, signal?: AbortSignal): Promise<WholeChange> => {
      const repository = deps.repositoryOf(needChange(deps, id).projectId);
      const judged = await facts.judge(needChange(deps, id), { signal, waits: false });
      const comments = await positionComments(
        deps,
        files,
        repository?.dir ?? null,
        listComments(db, id, repository?.me ?? null),
        currentRevision(db, id),
      );
      const change = needChange(deps, id);
      // The list shows what is seen here, too, but not for as long as something is still being checked.
      if (
        !judged.isRunning &&
        change.state !== 'abandoned' &&
        JSON.stringify(change.gate) !== JSON.stringify(judged.gate)
      )
        writeGate(db, id, judged.gate);
      return {
        ...listed(change),
        gate: judged.gate,
        revisions: [...listRevisions(db, id)],
        commits: [...commitsOfRevision(db, id, judged.revision.number)],
        checklist: [...judged.checklist],
        votes: [...judged.votes],
        comments: [...comments],
        overrideList: [...judged.overrides],
        overridesOfProject: countOverridesSince(db, change.projectId, clock.now() - COUNTED_DAYS * 86_400_000),
        conflicts: [...judged.conflicts],
        behind: judged.behind,
        mergeMethod: repository?.mergeMethod ?? 'merge',
        me: repository?.me ?? null,
        problem:
          repository === null
            ? 'The project has no repository (any more).'
            : (follower.problemsOf(change.projectId).get(change.branch) ?? null),
      };
    },
  };
};
export type ChangeViews = ReturnType<typeof createChangeViews>;
