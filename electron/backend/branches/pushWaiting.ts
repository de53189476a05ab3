import type { GitConfig } from '../git/gitEnvironment.ts';
import { pushRef } from '../git/pushRef.ts';
import { branchRef, originRef } from '../git/refName.ts';
import type { InRepository } from '../git/resolveRevision.ts';
import { updateRefs } from '../git/updateRef.ts';
import { readBranches } from './readBranches.ts';

/** What was started while the origin could not be reached goes there now; what somebody else has pushed meanwhile stays as it is. */
export const pushWaiting = async ({ dir, signal }: InRepository, config: GitConfig): Promise<void> => {
  for (const { name, local, remote } of await readBranches({ dir, signal })) {
    if (local === null) continue;
    if (remote === null) {
      await pushRef({ dir, signal }, { branch: name, to: local, expected: null, config });
      await updateRefs({ dir, signal }, [{ ref: originRef(name), to: local, expected: null }], 'pushed by Pitwall');
    }
    if (remote === null || remote === local)
      await updateRefs({ dir, signal }, [{ ref: branchRef(name), to: null, expected: local }], 'pushed by Pitwall');
  }
};
