import type { GitConfig } from '../git/gitEnvironment.ts';
import { pushRef } from '../git/pushRef.ts';
import { branchRef, originRef } from '../git/refName.ts';
import type { RepositoryFacts } from '../git/repositoryFacts.ts';
import { needRevision, resolveRevision } from '../git/resolveRevision.ts';
import { updateRefs } from '../git/updateRef.ts';
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
}

export const openRepository = ({ stored, dir, facts, config, exclusive }: Parts): OpenRepository => {
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
    publish: async (commit, expected, signal) => {
      if (hasOrigin) await pushRef({ dir, signal }, { branch: settings.base, to: commit, expected, config });
      // git notes a push where it fetches to, when that is configured; else it is noted here.
      if (!hasOrigin || (await resolveRevision({ dir, signal }, baseRef)) === expected)
        await updateRefs({ dir, signal }, [{ ref: baseRef, to: commit, expected }], 'merged by Pitwall');
    },
  };
};
