import { needsInWords } from '../../../shared/backlog/missingNeeds.ts';
import type { StoredItem } from '../../../shared/backlog/planningRows.ts';
import { branchNameOf, itemNumberIn } from '../../../shared/branches/branchName.ts';
import type { StartProposal, StartResult } from '../../../shared/branches/contract.ts';
import { Failure } from '../../../shared/errors.ts';
import type { ItemId, ProjectId, WindowId } from '../../../shared/ids.ts';
import { pushRef } from '../git/pushRef.ts';
import { branchRef, originRef } from '../git/refName.ts';
import { resolveRevision } from '../git/resolveRevision.ts';
import { updateRefs } from '../git/updateRef.ts';
import type { BranchDeps } from './branchDeps.ts';
import type { BranchLists } from './branchLists.ts';
import { putSeenBranch } from './branchSeenTable.ts';
import { enterStatus, nextStatus } from './moveItem.ts';
import { recordRepository } from './recordRepository.ts';
import { noRepository, type Repositories } from './repositories.ts';
import { getRepository } from './repositoryTable.ts';
import { troubleOf } from './troubleOf.ts';

interface Start {
  readonly project: ProjectId;
  readonly window: WindowId;
  readonly item: ItemId;
  readonly name: string;
  readonly besides: readonly string[];
  readonly push: boolean;
  readonly staleBaseOk: boolean;
}

/** Starts work on items: the branch, its push and the item's change as one act. */
export const createStartWork = (deps: BranchDeps, repositories: Repositories, lists: BranchLists) => {
  const { db, items } = deps;

  const needItem = (project: ProjectId, id: ItemId): StoredItem => {
    const item = items.read(id);
    if (item === null || item.projectId !== project)
      throw new Failure('GONE', 'This item is not in this project (any more).', { what: 'item', id });
    return item;
  };
  const keyOf = (item: StoredItem): string => `${items.projectKey(item.projectId) ?? 'item'}-${item.number}`;

  const refusal = (item: StoredItem): { readonly message: string; readonly act: string } | null => {
    if (item.triage !== null)
      return { message: `${keyOf(item)} waits in the inbox.`, act: 'Accept it into the backlog first.' };
    const category = items.settings(item.projectId).workflow.find(({ id }) => id === item.status)?.category;
    if (category === 'done' || category === 'cancelled')
      return { message: `${keyOf(item)} is ${category}.`, act: 'Open it again first.' };
    const next = nextStatus(items, item, 'pushed', null);
    if (next === null || next.missing.length === 0) return null;
    const needs = needsInWords(next.missing);
    return {
      message: `${keyOf(item)} needs ${needs} before it may be ${next.status.name}.`,
      act: `Give it ${needs} first.`,
    };
  };

  const propose = async (project: ProjectId, id: ItemId, signal?: AbortSignal): Promise<StartProposal> => {
    const item = needItem(project, id);
    const stored = getRepository(db, project);
    const repository = repositories.handleOf(project);
    const key = keyOf(item);
    if (stored === null || repository === null) {
      return { name: '', base: '', existing: [], status: null, canKeep: false, trouble: troubleOf(noRepository()) };
    }
    const proposal = {
      name: branchNameOf(stored.settings.branchTypes, { ...item, key }),
      base: stored.settings.base,
      status: nextStatus(items, item, 'pushed', null)?.status.name ?? null,
      canKeep: stored.settings.source.kind === 'folder',
    };
    try {
      const branches = (await lists.look(project, signal))?.branches ?? [];
      const existing = branches
        .filter((branch) => branch.item?.id === id)
        .slice(0, 20)
        .map(({ name, head, at, merged }) => ({ name, head, at, merged: merged !== null }));
      return { ...proposal, existing, trouble: refusal(item) };
    } catch (error) {
      if (signal?.aborted) throw error;
      return { ...proposal, existing: [], trouble: troubleOf(error) };
    }
  };

  /** The branch, within the repository's turn; where it begins. */
  const makeBranch = async (
    { project, name, besides, push, staleBaseOk }: Start,
    item: StoredItem,
  ): Promise<{ readonly revision: Awaited<ReturnType<typeof resolveRevision>> & string; readonly pushed: boolean }> => {
    const repository = repositories.handleOf(project);
    if (repository === null) throw noRepository();
    const { dir, config, own, hasOrigin } = repository;
    const projectKey = items.projectKey(project) ?? '';
    const others = (await repository.branches()).filter(
      (branch) => itemNumberIn(branch.name, projectKey) === item.number && !besides.includes(branch.name),
    );
    const [other] = others;
    if (other !== undefined)
      throw new Failure(
        'REFUSED',
        `Work on ${keyOf(item)} was started in between: the branch ${other.name} is there.`,
        {
          act: 'Take that branch, or start a second one knowing of it.',
        },
      );
    if ((await repository.branches()).some((branch) => branch.name === name))
      throw new Failure('REFUSED', `There is a branch ${name} already.`, { act: 'Choose another name.' });
    const revision = await repository.baseHead();
    // Who follows branches must not tell the item what this act does.
    putSeenBranch(db, project, { name, head: revision, wasAhead: false, pushed: true, merged: false });
    await updateRefs({ dir }, [{ ref: branchRef(name), to: revision, expected: null }], 'start work');
    if (!hasOrigin || (!push && !own)) return { revision, pushed: false };
    try {
      await pushRef({ dir }, { branch: name, to: revision, expected: null, config });
    } catch (error) {
      // In a clone of our own it waits there for the next fetch.
      if (own && staleBaseOk) return { revision, pushed: false };
      await updateRefs({ dir }, [{ ref: branchRef(name), to: null, expected: revision }], 'start work was refused');
      throw error;
    }
    if ((await resolveRevision({ dir }, originRef(name))) === null)
      await updateRefs({ dir }, [{ ref: originRef(name), to: revision, expected: null }], 'start work');
    if (own) await updateRefs({ dir }, [{ ref: branchRef(name), to: null, expected: revision }], 'start work');
    return { revision, pushed: true };
  };

  const start = async (asked: Start): Promise<StartResult> => {
    const { project, window, name } = asked;
    const before = needItem(project, asked.item);
    const why = refusal(before);
    if (why !== null) throw new Failure('REFUSED', why.message, { act: why.act });
    const repository = repositories.handleOf(project);
    if (repository === null) throw noRepository();
    if (name === repository.base)
      throw new Failure('REFUSED', `${name} is the base branch.`, { act: 'Choose another name.' });
    try {
      await repositories.fetchOnly(project);
    } catch (error) {
      if (!asked.staleBaseOk)
        return {
          kind: 'base-may-be-old',
          fetchedAt: getRepository(db, project)?.fetchedAt ?? null,
          trouble: troubleOf(error),
        };
    }
    const { revision, pushed } = await repository.exclusive(() => makeBranch(asked, before));
    const item = needItem(project, asked.item);
    const next = nextStatus(items, item, 'pushed', null);
    const status = next?.missing.length === 0 ? next.status : null;
    const summary = `Start work on ${keyOf(item)} on the branch ${name}`;
    if (status === null) recordRepository(deps, project, { verb: 'branch.start', summary });
    else
      items.commit({ project, window }, (edit) => {
        enterStatus(edit, item, status);
        const told = `${summary} (taking it back leaves the branch)`;
        return { result: undefined, act: { verb: 'item.start', entity: 'item', id: item.id, summary: told } };
      });
    repositories.changed(project);
    return { kind: 'started', branch: name, revision, pushed, status: status?.name ?? null };
  };

  return { propose, start };
};
