import type { Revision } from '../../../shared/ids.ts';
import type { InRepository } from './resolveRevision.ts';
import { runGit } from './runGit.ts';

/** A large repository takes a while to be written out. */
const TIMEOUT = 15 * 60_000;

/** Puts the files of a revision into a new folder, as a worktree of the repository whose HEAD is that revision and no branch.
 *
 * No hook and no filter runs, and the repository's own working tree is not touched. */
export const addWorktree = async ({ dir, signal }: InRepository, revision: Revision, folder: string): Promise<void> => {
  await runGit({
    dir,
    signal,
    args: ['worktree', 'add', '--detach', '--force', '--end-of-options', folder, revision],
    timeoutMs: TIMEOUT,
  });
};

/** Forgets the worktrees whose folder is gone, in the repository's own books. */
export const pruneWorktrees = async ({ dir, signal }: InRepository): Promise<void> => {
  await runGit({ dir, signal, args: ['worktree', 'prune', '--expire=now'] });
};
