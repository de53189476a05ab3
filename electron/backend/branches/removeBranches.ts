import type { Branch } from '../../../shared/branches/branch.ts';
import type { Trouble } from '../../../shared/branches/contract.ts';
import { Failure } from '../../../shared/errors.ts';
import type { ProjectId, Revision } from '../../../shared/ids.ts';
import { pushRef } from '../git/pushRef.ts';
import { branchRef, originRef } from '../git/refName.ts';
import { repositoryFacts } from '../git/repositoryFacts.ts';
import { resolveRevision } from '../git/resolveRevision.ts';
import { type RefUpdate, updateRefs } from '../git/updateRef.ts';
import type { BranchDeps } from './branchDeps.ts';
import type { BranchLists } from './branchLists.ts';
import { recordRepository } from './recordRepository.ts';
import { noRepository, type Repositories } from './repositories.ts';
import { troubleOf } from './troubleOf.ts';

interface Wanted {
  readonly name: string;
  readonly head: Revision;
}

/** Deletes branches whose work is in the base, at the origin and here; each only while it is what the user saw. */
export const createRemoveBranches = (deps: BranchDeps, repositories: Repositories, lists: BranchLists) => {
  const refusal = (branch: Branch | undefined, { head }: Wanted, checkedOut: readonly string[]): Trouble | null => {
    if (branch === undefined) return { message: 'It is not there any more.', act: 'Nothing is left to do.' };
    if (branch.head !== head || (branch.local !== null && branch.remote !== null && branch.local !== branch.remote))
      return {
        message: 'It has moved since, or differs here and at the origin.',
        act: 'Look at what is new in it first.',
      };
    if (branch.merged === null && branch.ahead > 0)
      return {
        message: 'Its commits are not in the base: they would be lost.',
        act: 'Merge it first, or delete it with git.',
      };
    if (checkedOut.includes(branch.name))
      return { message: 'A working tree has it checked out.', act: 'Check out another branch there first.' };
    return null;
  };

  return async (project: ProjectId, wanted: readonly Wanted[]) => {
    const repository = repositories.handleOf(project);
    if (repository === null) throw noRepository();
    const { dir, config } = repository;
    const removed: string[] = [];
    const kept: ({ readonly name: string } & Trouble)[] = [];
    await repository.exclusive(async () => {
      const found = await lists.look(project);
      const { checkedOut } = await repositoryFacts({ dir });
      const byName = new Map(found?.branches.map((branch) => [branch.name, branch]));
      for (const each of wanted) {
        const branch = byName.get(each.name);
        const why = refusal(branch, each, checkedOut);
        if (branch === undefined || why !== null) {
          if (why !== null) kept.push({ name: each.name, ...why });
          continue;
        }
        try {
          if (branch.remote !== null)
            await pushRef({ dir }, { branch: branch.name, to: null, expected: branch.remote, config });
          const updates: RefUpdate[] = [];
          if (branch.local !== null) updates.push({ ref: branchRef(branch.name), to: null, expected: branch.local });
          const noted = await resolveRevision({ dir }, originRef(branch.name));
          if (noted !== null) updates.push({ ref: originRef(branch.name), to: null, expected: noted });
          if (updates.length > 0) await updateRefs({ dir }, updates, 'deleted by Pitwall');
          removed.push(branch.name);
        } catch (error) {
          if (!(error instanceof Failure)) throw error;
          kept.push({ name: each.name, ...troubleOf(error) });
        }
      }
    });
    if (removed.length > 0) {
      const [first = ''] = removed;
      const summary =
        removed.length === 1
          ? `Delete the merged branch ${first} (was ${wanted.find(({ name }) => name === first)?.head.slice(0, 12)})`
          : `Delete ${removed.length} merged branches: ${removed.join(', ')}`;
      recordRepository(deps, project, { verb: 'branch.remove', summary });
    }
    return { removed, kept };
  };
};
