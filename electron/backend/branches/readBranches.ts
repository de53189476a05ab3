import type { Revision } from '../../../shared/ids.ts';
import { type ListedRef, listRefs } from '../git/listRefs.ts';
import type { InRepository } from '../git/resolveRevision.ts';

const LOCAL = 'refs/heads/';
const ORIGIN = 'refs/remotes/origin/';

/** A branch, here and at the origin as last fetched; what it is shown as is the origin's, or its own when it is not there. */
export interface ReadBranch extends Omit<ListedRef, 'ref'> {
  readonly name: string;
  readonly local: Revision | null;
  readonly remote: Revision | null;
}

/** All branches by one command, newest first. */
export const readBranches = async (where: InRepository): Promise<readonly ReadBranch[]> => {
  const found = new Map<string, ReadBranch>();
  for (const { ref, ...commit } of await listRefs(where, [LOCAL, ORIGIN])) {
    const isLocal = ref.startsWith(LOCAL);
    const name = ref.slice((isLocal ? LOCAL : ORIGIN).length);
    const before = found.get(name);
    const shown = isLocal && before !== undefined ? before : { ...commit, name };
    found.set(name, {
      ...shown,
      local: isLocal ? commit.head : (before?.local ?? null),
      remote: isLocal ? (before?.remote ?? null) : commit.head,
    });
  }
  return [...found.values()].sort((one, other) => other.at - one.at || (one.name < other.name ? -1 : 1));
};
