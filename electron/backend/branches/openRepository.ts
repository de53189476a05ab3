import type { GitConfig } from '../git/gitEnvironment.ts';
import { pushRef } from '../git/pushRef.ts';
import { branchRef, originRef } from '../git/refName.ts';
import type { RepositoryFacts } from '../git/repositoryFacts.ts';
import { needRevision, resolveRevision } from '../git/resolveRevision.ts';
import { updateRefs } from '../git/updateRef.ts';
import { baseInUse } from './baseInUse.ts';
import { readBranches } from './readBranches.ts';
import type { RepositoryHandle } from './repositoryHandle.ts';
import type { StoredRepository } from './repositoryTable.ts';

/** A repository as branches themselves work with it. */
export interface OpenRepository extends RepositoryHandle {
  readonly stored: StoredRepository;
  readonly hasOrigin: boolean;
  /** It is a clone of our own. */
  readonly own: boolean;
  /** For commands that reach the origin. */
  readonly config: GitConfig;
}

interface Parts {
  readonly stored: StoredRepository;
  readonly dir: string;
  /** null: it was not looked at since the start. */
  readonly facts: RepositoryFacts | null;
  readonly config: GitConfig;
  readonly exclusive: RepositoryHandle['exclusive'];
  readonly fetch: RepositoryHandle['fetch'];
}

export const openRepository = ({ stored, dir, facts, config, exclusive, fetch }: Parts): OpenRepository => {
  const { settings } = stored;
  const own = settings.source.kind === 'clone';
  const hasOrigin = own || (facts?.hasOrigin ?? false);
  const baseRef = hasOrigin ? originRef(settings.base) : branchRef(settings.base);
  return {
    stored,
    hasOrigin,
    own,
    config,
    dir,
    base: settings.base,
    baseRef,
    baseHead: async (signal) =>
      (await resolveRevision({ dir, signal }, baseRef)) ??
      (await resolveRevision({ dir, signal }, branchRef(settings.base))) ??
      needRevision({ dir, signal }, settings.base),
    mergeMethod: settings.mergeMethod,
    me: settings.me ?? facts?.identity ?? null,
    branches: async (signal) => (await readBranches({ dir, signal })).map(({ name, head, at }) => ({ name, head, at })),
    exclusive,
    fetch,
    mayPublish: async (signal) => {
      const why = hasOrigin ? null : await baseInUse({ dir, signal }, settings.base);
      if (why !== null) throw why;
    },
    publish: async (commit, expected, { name, head }, signal) => {
      if (!hasOrigin) {
        const refs = [
          { ref: baseRef, to: commit, expected },
          { ref: branchRef(name), to: head, expected: head },
        ];
        return updateRefs({ dir, signal }, refs, 'merged by Pitwall');
      }
      const isAtOrigin = (await resolveRevision({ dir, signal }, originRef(name))) === head;
      const unmoved = isAtOrigin ? { branch: name, at: head } : undefined;
      await pushRef({ dir, signal }, { branch: settings.base, to: commit, expected, unmoved, config });
      // git notes a push where it fetches to, when that is configured; else it is noted here.
      if ((await resolveRevision({ dir, signal }, baseRef)) === expected)
        await updateRefs({ dir, signal }, [{ ref: baseRef, to: commit, expected }], 'merged by Pitwall');
    },
  };
};
