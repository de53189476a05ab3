import { type ProjectId, Revision } from '../../../shared/ids.ts';
import { PITWALL_WINDOW } from '../../../shared/planningAct.ts';
import type { ChangeId } from '../../../shared/reviews/change.ts';
import { isAncestor } from '../git/mergeBaseOf.ts';
import type { ChangeReader } from './changeReader.ts';
import { baseSeen, currentRevision, filesOfRevision, noteBaseSeen } from './changeRevisionTable.ts';
import { endMerge } from './endMerge.ts';
import type { FactGatherer } from './factGatherer.ts';
import { createBranchFollower } from './followBranches.ts';
import { type FoundMerge, findMergeElsewhere } from './mergedElsewhere.ts';
import { getChange, listOpenChanges, type StoredChange, writeGate } from './reviewChangeTable.ts';
import type { ReviewDeps } from './reviewDeps.ts';
import type { ReviewRepository, SeenBranch } from './reviewRepository.ts';
import { settleMerges } from './settleMerges.ts';

/** Brings the changes of a project up to date with what its repository was seen to hold; to be called after every fetch, and after refs were moved here.
 *
 * One at a time for a project; a call during another one has that one look again. Never rejects: what could not be read is in the log, and on the page. */
export const createOnFetched = (deps: ReviewDeps, reader: ChangeReader, facts: FactGatherer) => {
  const { db, clock } = deps;
  const follow = createBranchFollower(deps, reader);
  const ending = new AbortController();
  const going = new Map<ProjectId, { again: boolean; done: Promise<void> }>();
  const judging = new Map<string, { again: boolean; done: Promise<void> }>();
  const looked = new Map<ProjectId, string>();
  const reported = new Set<ProjectId>();
  const problems = new Map<ProjectId, ReadonlyMap<string, string>>();

  const adoptFound = async (change: StoredChange, revision: number, found: FoundMerge): Promise<void> => {
    // Whether it merges is no question any more; everything else is judged as for a merge here.
    const { gate } = await facts.judge({ ...change, state: 'merged' });
    const { commit, how, commits } = found;
    const by = 'somebody outside of Pitwall';
    const merged = { at: clock.now(), by, revision, commit, how, outside: true, gate };
    endMerge(deps, change, merged, commits, PITWALL_WINDOW);
  };

  /** Merges by GitHub's button, of which git alone cannot tell whose they are: it may have squashed over a conflict that was mended there. */
  const adoptFromGithub = async (
    project: ProjectId,
    { dir, base }: ReviewRepository,
    baseHead: Revision,
  ): Promise<void> => {
    for (const change of listOpenChanges(db, project)) {
      const pull = deps.githubOf(project, change.branch)?.pull;
      const revision = currentRevision(db, change.id);
      const commit = Revision.safeParse(pull?.mergedAs).data;
      if (pull?.base !== base || pull.head !== revision.head || commit === undefined) continue;
      if (await isAncestor({ dir }, commit, baseHead).catch(() => false))
        await adoptFound(change, revision.number, { how: 'squash', commit, commits: [commit] });
    }
  };

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
        if (found !== null) await adoptFound(change, revision.number, found);
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
    // Most fetches bring nothing, and a look asks git about every branch.
    const heads = JSON.stringify([repository.dir, repository.base, repository.mergeMethod, branches.toSorted(byName)]);
    if (looked.get(project) === heads) {
      await adoptFromGithub(project, repository, baseHead);
      if (reported.delete(project)) judgeProject(project);
      return;
    }
    reported.delete(project);
    const seen = baseSeen(db, project, repository.base);
    const before = listOpenChanges(db, project);
    if (seen !== baseHead) await adopt(repository, before, baseHead, seen);
    const unread = await follow(project, repository, branches, baseHead);
    problems.set(project, unread);
    const known = new Set(before.map(({ id }) => id));
    // A change that was seen together with its own squash: the base must be looked through for it from where both parted.
    await adopt(
      repository,
      listOpenChanges(db, project).filter(({ id }) => !known.has(id)),
      baseHead,
      null,
    );
    await adoptFromGithub(project, repository, baseHead);
    noteBaseSeen(db, project, repository.base, baseHead);
    if (unread.size === 0) looked.set(project, heads);
    judgeProject(project);
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

  /** Once at a time for each key; asked during one, it is done once more. */
  const later = (key: string, work: () => Promise<void>): void => {
    const before = judging.get(key);
    if (before !== undefined) {
      before.again = true;
      return;
    }
    const state = { again: false, done: Promise.resolve() };
    judging.set(key, state);
    const repeat = async () => {
      do {
        state.again = false;
        await work();
      } while (state.again && !ending.signal.aborted);
    };
    state.done = repeat()
      .catch((error: unknown) => {
        if (!ending.signal.aborted) deps.log.warn('a change could not be judged', { key, error: String(error) });
      })
      .finally(() => judging.delete(key));
  };

  /** The lists show each change's gate as it was judged last. */
  const judge = async (id: ChangeId): Promise<void> => {
    const change = getChange(db, id);
    if (change === null || change.state === 'abandoned' || ending.signal.aborted) return;
    const { gate } = await facts.judge(change, { signal: ending.signal });
    if (ending.signal.aborted || JSON.stringify(gate) === JSON.stringify(getChange(db, id)?.gate)) return;
    writeGate(db, id, gate);
    deps.feed.publish('change', id);
  };

  /** Judging may take long, so no fetch waits for it. */
  const judgeProject = (project: ProjectId): void =>
    later(project, async () => {
      for (const { id } of listOpenChanges(db, project)) await judge(id);
    });

  const onFetched = (project: ProjectId): Promise<void> => {
    const before = going.get(project);
    if (before !== undefined) {
      before.again = true;
      return before.done;
    }
    const state = { again: false, done: Promise.resolve() };
    going.set(project, state);
    state.done = run(project, state).finally(() => going.delete(project));
    return state.done;
  };

  return {
    onFetched,
    /** Looks although no branch moved. */
    lookAgain: (project: ProjectId): Promise<void> => {
      looked.delete(project);
      return onFetched(project);
    },
    /** Somebody said something about a change. */
    judgeLater: (id: ChangeId): void => later(id, () => judge(id)),
    /** Something that machine answers lean on changed: every open change is judged anew, and pages ask again. */
    judgeAgain: (project: ProjectId): void => {
      deps.feed.publish('change', null);
      judgeProject(project);
    },
    /** Tests or their reports came in: the next look judges anew. A page that is open asks by itself. */
    noteReports: (project: ProjectId): void => void reported.add(project),
    /** Branches that could not be read, with the reason. */
    problemsOf: (project: ProjectId): ReadonlyMap<string, string> => problems.get(project) ?? new Map(),
    /** Ends the judging; resolves when nothing goes on any more. */
    dispose: async (): Promise<void> => {
      ending.abort(new Error('Pitwall ends'));
      await Promise.all([...going.values()].map(({ done }) => done));
      await Promise.all([...judging.values()].map(({ done }) => done));
    },
  };
};
export type FetchFollower = ReturnType<typeof createOnFetched>;

const byName = (one: SeenBranch, other: SeenBranch): number => (one.name < other.name ? -1 : 1);
