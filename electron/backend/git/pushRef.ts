import type { Revision } from '../../../shared/ids.ts';
import type { GitConfig } from './gitEnvironment.ts';
import { branchRef } from './refName.ts';
import type { InRepository } from './resolveRevision.ts';
import { runGit } from './runGit.ts';

export interface PushedRef {
  readonly branch: string;
  /** null deletes it. */
  readonly to: Revision | null;
  /** What it must be at the origin: the push is refused when somebody moved it. null: it must not be there. */
  readonly expected: Revision | null;
  readonly config?: GitConfig;
  readonly remote?: string;
}

/** Sets or deletes a branch of the origin, with a lease on what it is there. Neither our hooks run nor are tags sent along. */
export const pushRef = async (
  { dir, signal }: InRepository,
  { branch, to, expected, config = [], remote = 'origin' }: PushedRef,
): Promise<void> => {
  const ref = branchRef(branch);
  await runGit({
    dir,
    signal,
    config,
    timeoutMs: 120_000,
    args: [
      'push',
      '--porcelain',
      '--no-verify',
      '--no-follow-tags',
      '--no-recurse-submodules',
      '--receive-pack=git-receive-pack',
      `--force-with-lease=${ref}:${expected ?? ''}`,
      '--',
      remote,
      `${to ?? ''}:${ref}`,
    ],
  });
};
