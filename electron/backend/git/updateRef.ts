import type { Revision } from '../../../shared/ids.ts';
import type { InRepository } from './resolveRevision.ts';
import { runGit } from './runGit.ts';

export interface RefUpdate {
  /** The whole name, from `branchRef` or `originRef`. */
  readonly ref: string;
  /** null deletes it; what it must be now leaves it there, and only looks. */
  readonly to: Revision | null;
  /** What it must be now; null: it must not be there. */
  readonly expected: Revision | null;
}

const NONE = '0'.repeat(40);

/** Moves refs in one transaction: all or none, and none when one of them is not what was expected. `reason` goes to the reflog. */
export const updateRefs = async (
  { dir, signal }: InRepository,
  updates: readonly RefUpdate[],
  reason: string,
): Promise<void> => {
  const lines = updates.map(({ ref, to, expected }) => {
    if (to === expected) return `verify ${ref}\0${expected ?? NONE}\0`;
    return to === null ? `delete ${ref}\0${expected ?? NONE}\0` : `update ${ref}\0${to}\0${expected ?? NONE}\0`;
  });
  await runGit({
    dir,
    signal,
    args: ['update-ref', '-m', reason.replace(/\p{Cc}/gu, ' ').slice(0, 200), '-z', '--stdin'],
    stdin: `start\0${lines.join('')}prepare\0commit\0`,
  });
};
