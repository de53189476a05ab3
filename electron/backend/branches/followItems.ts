import { needsInWords } from '../../../shared/backlog/missingNeeds.ts';
import type { Branch } from '../../../shared/branches/branch.ts';
import { itemNumberIn } from '../../../shared/branches/branchName.ts';
import type { BranchEvent } from '../../../shared/branches/followBranch.ts';
import type { ProjectId, WindowId } from '../../../shared/ids.ts';
import { PITWALL_WINDOW } from '../../../shared/planningAct.ts';
import { isAncestor } from '../git/mergeBaseOf.ts';
import { resolveRevision } from '../git/resolveRevision.ts';
import type { BranchChecks } from './branchChecks.ts';
import type { BranchDeps } from './branchDeps.ts';
import type { BranchLists, BranchLook } from './branchLists.ts';
import { forgetSeenBranch, listSeenBranches, putSeenBranch, type SeenBranch } from './branchSeenTable.ts';
import { enterStatus, nextStatus } from './moveItem.ts';
import { recordRepository } from './recordRepository.ts';
import { getRepository, putRepository } from './repositoryTable.ts';
import { testMerge } from './testMerge.ts';

/** Lets items follow their branches: after each fetch, what was pushed and what was merged since the last one, each told once.
 *
 * What a repository holds when it is first looked at is no news. A person's later choice stands, because nothing is told twice, and an item only
 * moves forward. */
export const createFollowItems = (deps: BranchDeps, lists: BranchLists, checks: BranchChecks) => {
  const { db, items, clock } = deps;

  /** The branch's item hears of an event; the caller has written down that it did. */
  const tell = (project: ProjectId, branch: string, event: BranchEvent, window: WindowId): void => {
    const stored = getRepository(db, project);
    const projectKey = items.projectKey(project);
    const number = projectKey === null ? null : itemNumberIn(branch, projectKey);
    const item = number === null ? null : items.byNumber(project, number);
    if (stored === null || item === null || !stored.settings.followItems) return;
    const next = nextStatus(items, item, event, stored.settings.mergedStatus);
    if (next === null) return;
    const { status, missing } = next;
    const key = `${projectKey}-${item.number}`;
    const why = `its branch ${plain(branch)} was ${event}`;
    if (missing.length > 0) {
      const summary = `Leave ${key} where it is although ${why}: ${status.name} needs ${needsInWords(missing)}`;
      recordRepository(deps, project, { verb: 'item.follow', summary });
      return;
    }
    items.commit({ project, window }, (edit) => {
      enterStatus(edit, item, status);
      const summary = `Move ${key} to ${status.name}: ${why}`;
      return { result: undefined, act: { verb: 'item.follow', entity: 'item', id: item.id, summary } };
    });
  };

  /** Writes down what a branch is now; tells what is new of it, unless this is the first look. Both in one transaction. */
  const note = (project: ProjectId, before: SeenBranch | undefined, now: SeenBranch, silent: boolean): void => {
    const same = JSON.stringify(before) === JSON.stringify(now);
    if (same) return;
    db.transaction(() => {
      putSeenBranch(db, project, now);
      if (silent) return;
      if (now.pushed && before?.pushed !== true) tell(project, now.name, 'pushed', PITWALL_WINDOW);
      if (now.merged && before?.merged !== true) tell(project, now.name, 'merged', PITWALL_WINDOW);
    }).immediate();
  };

  const seenNow = (branch: Branch, before: SeenBranch | undefined, hasOrigin: boolean): SeenBranch => {
    const wasAhead = branch.ahead > 0 || before?.wasAhead === true;
    return {
      name: branch.name,
      head: branch.head,
      wasAhead,
      pushed: before?.pushed === true || !hasOrigin || branch.remote !== null,
      // A branch that goes on after its merge is news again when that is merged.
      merged: branch.merged !== null || (before?.merged === true && before.head === branch.head),
    };
  };

  /** Branches that were there at the last look and are gone: merged, when the base has their work. */
  const noteGone = async (
    project: ProjectId,
    { dir, base }: BranchLook,
    gone: readonly SeenBranch[],
    signal: AbortSignal,
  ) => {
    for (const branch of gone) {
      const where = { dir, signal };
      const there = branch.wasAhead && !branch.merged && (await resolveRevision(where, branch.head)) !== null;
      const merged =
        there &&
        ((await isAncestor(where, branch.head, base.head)) ||
          (await testMerge(where, base.head, branch.head)).merged !== null);
      db.transaction(() => {
        if (merged) tell(project, branch.name, 'merged', PITWALL_WINDOW);
        forgetSeenBranch(db, project, branch.name);
      }).immediate();
    }
  };

  return {
    /** After a fetch. */
    follow: async (project: ProjectId, hasOrigin: boolean, signal: AbortSignal): Promise<void> => {
      const first = await lists.look(project, signal);
      if (first === null) return;
      await checks.ensure(project, first.dir, first.base.head, first.toTest);
      const found = await lists.look(project, signal);
      const stored = getRepository(db, project);
      if (found === null || stored === null) return;
      const silent = stored.lookedAt === null;
      const before = listSeenBranches(db, project);
      const names = new Set(found.branches.map(({ name }) => name));
      if (found.more === 0)
        await noteGone(
          project,
          found,
          [...before.values()].filter(({ name }) => !names.has(name)),
          signal,
        );
      for (const branch of found.branches) {
        const known = before.get(branch.name);
        note(project, known, seenNow(branch, known, hasOrigin), silent);
      }
      const after = getRepository(db, project);
      if (silent && after !== null) putRepository(db, { ...after, lookedAt: clock.now() });
    },
    /** A branch that Pitwall itself has just pushed or merged: its item hears of it at once, and only once. */
    tellNow: (project: ProjectId, branch: string, event: BranchEvent, window: WindowId): void => {
      const before = listSeenBranches(db, project).get(branch);
      if (before?.[event] === true) return;
      db.transaction(() => {
        if (before !== undefined) putSeenBranch(db, project, { ...before, [event]: true });
        tell(project, branch, event, window);
      }).immediate();
    },
  };
};

const plain = (name: string): string => name.replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, ' ').slice(0, 200);
