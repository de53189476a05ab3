import type { Branch, MergedHow, MergeTest } from '../../../shared/branches/branch.ts';
import { branchFlags } from '../../../shared/branches/branchFlags.ts';
import { isWellNamed, itemNumberIn } from '../../../shared/branches/branchName.ts';
import type { BranchList } from '../../../shared/branches/contract.ts';
import { type AheadBehind, countAheadBehind } from '../../../shared/branches/countAheadBehind.ts';
import type { ProjectId, Revision } from '../../../shared/ids.ts';
import type { BranchChecks } from './branchChecks.ts';
import type { BranchDeps } from './branchDeps.ts';
import { listSeenBranches, type SeenBranch } from './branchSeenTable.ts';
import { graphOf } from './graphOf.ts';
import { listTested, type Tested } from './mergeTestTable.ts';
import { type ReadBranch, readBranches } from './readBranches.ts';
import type { Repositories } from './repositories.ts';
import { troubleOf } from './troubleOf.ts';

/** Branches that are listed, newest first; the others are counted. */
const LISTED_MAX = 2000;

interface Counted {
  readonly key: string;
  readonly ahead: ReadonlyMap<string, AheadBehind>;
  /** Heads that a merge commit brought into the base. */
  readonly broughtIn: ReadonlySet<string>;
}

/** A look at all branches: read from git, counted, and with what is known of their merges. */
export interface BranchLook {
  readonly dir: string;
  readonly base: ReadBranch;
  readonly branches: readonly Branch[];
  readonly more: number;
  /** Heads with commits of their own. */
  readonly toTest: readonly Revision[];
}

export const createBranchLists = (deps: BranchDeps, repositories: Repositories, checks: BranchChecks) => {
  const { db, clock, items } = deps;
  const counted = new Map<ProjectId, Counted>();

  const countOf = async (
    project: ProjectId,
    dir: string,
    base: Revision,
    heads: readonly Revision[],
    signal?: AbortSignal,
  ) => {
    const key = [base, ...heads].join(' ');
    const before = counted.get(project);
    if (before?.key === key) return before;
    const graph = await graphOf({ dir, signal }, base, heads);
    const ahead = countAheadBehind(graph, base, heads);
    const outside = new Set(heads.filter((head) => (ahead.get(head)?.ahead ?? 0) > 0));
    const broughtIn = new Set(
      graph.flatMap(({ revision, parents }) => (outside.has(revision as Revision) ? [] : parents.slice(1))),
    );
    const found = { key, ahead, broughtIn };
    counted.set(project, found);
    return found;
  };

  /** Throws when the repository cannot be read; null when there is none. */
  const look = async (project: ProjectId, signal?: AbortSignal): Promise<BranchLook | null> => {
    const repository = repositories.handleOf(project);
    if (repository === null) return null;
    const { dir, stored, hasOrigin } = repository;
    const all = await readBranches({ dir, signal });
    const baseHead = await repository.baseHead(signal);
    const named = all.find(({ name }) => name === stored.settings.base);
    const base = {
      ...(named ?? {
        name: stored.settings.base,
        local: null,
        remote: null,
        subject: '',
        author: { name: '', email: '' },
        at: 0,
      }),
      head: baseHead,
    };
    const others = all.filter(({ name }) => name !== stored.settings.base);
    const listed = others.slice(0, LISTED_MAX);
    const heads = [...new Set(listed.map(({ head }) => head))];
    const { ahead, broughtIn } = await countOf(project, dir, baseHead, heads, signal);
    const tested = listTested(db, project, baseHead);
    const seen = listSeenBranches(db, project);
    const projectKey = items.projectKey(project) ?? '';
    const pulls = deps.pullRequests(project);
    const now = clock.now();
    const branches = listed.map((each): Branch => {
      const { ahead: own, behind } = ahead.get(each.head) ?? { ahead: 0, behind: 0 };
      const number = itemNumberIn(each.name, projectKey);
      const item = number === null ? null : items.byNumber(project, number);
      const { merge, merged } = judge(each.head, own, behind, tested.get(each.head), seen.get(each.name), broughtIn);
      const facts = { merge, merged, at: each.at, ahead: own, local: each.local, remote: each.remote };
      const wellNamed = isWellNamed(each.name, stored.settings.branchTypes, projectKey);
      return {
        ...each,
        author: { name: each.author.name.slice(0, 200), email: each.author.email.slice(0, 200) },
        subject: each.subject.slice(0, 500),
        ahead: own,
        behind,
        merge,
        merged,
        item: item === null ? null : { id: item.id, key: `${projectKey}-${item.number}`, title: item.title },
        flags: branchFlags(facts, { now, staleAfterDays: stored.settings.staleAfterDays, wellNamed, hasOrigin }),
        pullRequest: pulls?.byBranch.get(each.name) ?? null,
      };
    });
    const toTest = [...new Set(branches.flatMap(({ ahead, head }) => (ahead > 0 ? [head] : [])))];
    return { dir, base, branches, more: others.length - listed.length, toTest };
  };

  /** As the page shows it; begins to try the merges that are not known. */
  const list = async (project: ProjectId, signal?: AbortSignal): Promise<BranchList> => {
    const github = deps.pullRequests(project)?.trouble ?? null;
    const nothing = { base: null, branches: [], more: 0, waiting: 0, trouble: null, github };
    try {
      const found = await look(project, signal);
      if (found === null) return nothing;
      const { base, branches, more, toTest, dir } = found;
      const waiting = branches.filter(({ merge }) => merge.kind === 'waiting').length;
      if (waiting > 0) void checks.ensure(project, dir, base.head, toTest);
      return {
        base: { name: base.name, head: base.head, subject: base.subject.slice(0, 500), at: base.at },
        branches: [...branches],
        more,
        waiting,
        trouble: null,
        github,
      };
    } catch (error) {
      if (signal?.aborted) throw error;
      return { ...nothing, trouble: troubleOf(error) };
    }
  };

  return { look, list };
};
export type BranchLists = ReturnType<typeof createBranchLists>;

/** A branch without commits of its own is merged when it once had some, or when a merge commit brought its head in; else it is only new or empty. */
const judge = (
  head: Revision,
  ahead: number,
  behind: number,
  tested: Tested | undefined,
  seen: SeenBranch | undefined,
  broughtIn: ReadonlySet<string>,
): { readonly merge: MergeTest; readonly merged: MergedHow | null } => {
  if (ahead === 0) {
    const merged = seen?.wasAhead === true || (behind > 0 && broughtIn.has(head));
    return { merge: { kind: 'clean' }, merged: merged ? 'ancestor' : null };
  }
  return tested ?? { merge: { kind: 'waiting' }, merged: null };
};
