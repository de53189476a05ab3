import type { ProjectId, Revision } from '../../../shared/ids.ts';
import type { BranchDeps } from './branchDeps.ts';
import { keepTested, listTested, putTested } from './mergeTestTable.ts';
import type { Repositories } from './repositories.ts';
import { testMerge } from './testMerge.ts';
import { troubleOf } from './troubleOf.ts';

/** Merges tried at once. */
const AT_ONCE = 2;
/** Results that the pages hear of together. */
const TOLD_EVERY = 25;

/** Tries the merges of branches into the base in the background, each pair of commits once. */
export const createBranchChecks = (deps: BranchDeps, repositories: Repositories) => {
  const { db, log } = deps;
  const running = new Map<
    ProjectId,
    { base: Revision; readonly ending: AbortController; readonly work: Promise<void> }
  >();
  let ended = false;

  const tryAll = async (
    project: ProjectId,
    dir: string,
    base: Revision,
    heads: readonly Revision[],
    signal: AbortSignal,
  ) => {
    keepTested(db, project, base);
    const known = listTested(db, project, base);
    const waiting = heads.filter((head) => !known.has(head));
    let done = 0;
    const worker = async (): Promise<void> => {
      for (let head = waiting.shift(); head !== undefined; head = waiting.shift()) {
        signal.throwIfAborted();
        const tested = await testMerge({ dir, signal }, base, head).catch((error: unknown) => {
          signal.throwIfAborted();
          log.warn('a merge could not be tried', { project, head, error: String(error) });
          return { merge: { kind: 'failed' as const, message: troubleOf(error).message.slice(0, 500) }, merged: null };
        });
        if (!deps.hasProject(project)) return;
        putTested(db, project, base, head, tested);
        done += 1;
        if (done % TOLD_EVERY === 0) repositories.changed(project);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    if (done > 0) repositories.changed(project);
  };

  return {
    /** Begins to try what is not known yet; resolves when all of it is. A call for another base ends the one before. */
    ensure: (project: ProjectId, dir: string, base: Revision, heads: readonly Revision[]): Promise<void> => {
      const before = running.get(project);
      if (ended) return Promise.resolve();
      if (before?.base === base) return before.work;
      before?.ending.abort(new Error('the base moved'));
      const ending = new AbortController();
      const work = tryAll(project, dir, base, heads, ending.signal).finally(() => {
        if (running.get(project)?.ending === ending) running.delete(project);
      });
      work.catch(() => {});
      running.set(project, { base, ending, work });
      return work;
    },
    dispose: async (): Promise<void> => {
      ended = true;
      const works = [...running.values()].map(({ ending, work }) => {
        ending.abort(new Error('Pitwall ends'));
        return work;
      });
      await Promise.allSettled(works);
    },
  };
};
export type BranchChecks = ReturnType<typeof createBranchChecks>;
