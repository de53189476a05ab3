import type { ProjectId, Revision } from '../../../shared/ids.ts';
import { PITWALL_WINDOW } from '../../../shared/planningAct.ts';
import type { ChangeReader } from './changeReader.ts';
import { baseSeen, currentRevision, filesOfRevision, noteBaseSeen } from './changeRevisionTable.ts';
import { endMerge } from './endMerge.ts';
import type { FactGatherer } from './factGatherer.ts';
import { createBranchFollower } from './followBranches.ts';
import { findMergeElsewhere } from './mergedElsewhere.ts';
import { listOpenChanges, type StoredChange, writeGate } from './reviewChangeTable.ts';
import type { ReviewDeps } from './reviewDeps.ts';
import type { ReviewRepository } from './reviewRepository.ts';
import { settleMerges } from './settleMerges.ts';

/** Brings the changes of a project up to date with what its repository was seen to hold; to be called after every fetch, and after refs were moved here.
 *
 * One at a time for a project; a call during another one has that one look again. Never rejects: what could not be read is in the log, and on the page. */
export const createOnFetched = (deps: ReviewDeps, reader: ChangeReader, facts: FactGatherer) => {
  const { db, clock } = deps;
  const follow = createBranchFollower(deps, reader);
  const ending = new AbortController();
  const going = new Map<ProjectId, { again: boolean; done: Promise<void> }>();
  const judging = new Map<ProjectId, { again: boolean; done: Promise<void> }>();
  const problems = new Map<ProjectId, ReadonlyMap<string, string>>();

  /** Merges that somebody made elsewhere: found by history or by patch, each with the gate as it stood. */
  const adopt = async (
    repository: ReviewRepository,
    changes: readonly StoredChange[],
    baseHead: Revision,
    seen: Revision | null,
  ): Promise<void> => {
    for (const change of changes) {
      const revision = currentRevision(db, change.id);
      const paths = filesOfRevision(db, change.id, revision.number).map(({ path }) => path);
      try {
        const found = await findMergeElsewhere(repository, reader, { ...revision, paths, seen }, baseHead);
        if (found === null) continue;
        // Whether it merges is no question any more; everything else is judged as for a merge here.
        const { gate } = await facts.judge({ ...change, state: 'merged' });
        const merged = {
          at: clock.now(),
          by: 'somebody outside of Pitwall',
          revision: revision.number,
          commit: found.commit,
          how: found.how,
          outside: true,
          gate,
        };
        endMerge(deps, change, merged, found.commits, PITWALL_WINDOW);
      } catch (error) {
        deps.log.warn('it could not be told whether a change was merged', { change: change.id, error: String(error) });
      }
    }
  };

  const look = async (project: ProjectId): Promise<void> => {
    const repository = deps.repositoryOf(project);
    if (repository === null || !deps.hasProject(project)) return;
    const branches = await repository.branches();
    const baseHead = branches.find(({ name }) => name === repository.base)?.head;
    if (baseHead === undefined) return;
    await settleMerges(deps, project, repository, baseHead);
    const seen = baseSeen(db, project, repository.base);
    const before = listOpenChanges(db, project);
    if (seen !== baseHead) await adopt(repository, before, baseHead, seen);
    problems.set(project, await follow(project, repository, branches, baseHead));
    const known = new Set(before.map(({ id }) => id));
    // A change that was seen together with its own squash: the base must be looked through for it from where both parted.
    await adopt(
      repository,
      listOpenChanges(db, project).filter(({ id }) => !known.has(id)),
      baseHead,
      null,
    );
    noteBaseSeen(db, project, repository.base, baseHead);
  };

  /** The lists show each change's gate as it was judged last. Judging may take long, so no fetch waits for it. */
  const judgeAll = async (project: ProjectId): Promise<void> => {
    for (const change of listOpenChanges(db, project)) {
      if (ending.signal.aborted) return;
      const { gate } = await facts.judge(change, ending.signal);
      if (ending.signal.aborted || JSON.stringify(gate) === JSON.stringify(change.gate)) continue;
      writeGate(db, change.id, gate);
      deps.feed.publish('change', change.id);
    }
  };

  const run = async (project: ProjectId, state: { again: boolean }): Promise<void> => {
    do {
      state.again = false;
      const repository = deps.repositoryOf(project);
      if (repository === null || ending.signal.aborted) return;
      await repository
        .exclusive(() => look(project))
        .catch((error: unknown) =>
          deps.log.warn('the changes of a project could not be brought up to date', { project, error: String(error) }),
        );
    } while (state.again);
  };

  const judgeLater = (project: ProjectId): void => {
    const before = judging.get(project);
    if (before !== undefined) {
      before.again = true;
      return;
    }
    const state = { again: false, done: Promise.resolve() };
    judging.set(project, state);
    const work = async () => {
      do {
        state.again = false;
        await judgeAll(project);
      } while (state.again && !ending.signal.aborted);
    };
    state.done = work()
      .catch((error: unknown) => {
        if (!ending.signal.aborted) deps.log.warn('changes could not be judged', { project, error: String(error) });
      })
      .finally(() => judging.delete(project));
  };

  return {
    onFetched: (project: ProjectId): Promise<void> => {
      const before = going.get(project);
      if (before !== undefined) {
        before.again = true;
        return before.done;
      }
      const state = { again: false, done: Promise.resolve() };
      going.set(project, state);
      state.done = run(project, state).finally(() => {
        going.delete(project);
        judgeLater(project);
      });
      return state.done;
    },
    /** Something that machine answers lean on changed: every open change is judged anew, and pages ask again. */
    judgeAgain: (project: ProjectId): void => {
      deps.feed.publish('change', null);
      judgeLater(project);
    },
    /** Why a branch could not be read, when it could not be. */
    problemOf: (project: ProjectId, branch: string): string | null => problems.get(project)?.get(branch) ?? null,
    /** Ends the judging; resolves when nothing goes on any more. */
    dispose: async (): Promise<void> => {
      ending.abort(new Error('Pitwall ends'));
      await Promise.all([...going.values()].map(({ done }) => done));
      await Promise.all([...judging.values()].map(({ done }) => done));
    },
  };
};
export type FetchFollower = ReturnType<typeof createOnFetched>;
