import type { GitConfig } from './gitEnvironment.ts';
import type { InRepository } from './resolveRevision.ts';
import { runGit } from './runGit.ts';

const FETCH_TIMEOUT = 10 * 60_000;

/** Brings the origin's branches and tags up to date and forgets those that are gone there. `refspec` alone decides where they go, whatever the
 * repository's configuration says. */
export const fetchOrigin = async (
  { dir, signal }: InRepository,
  { config = [], remote = 'origin' }: { readonly config?: GitConfig; readonly remote?: string } = {},
): Promise<void> => {
  await runGit({
    dir,
    signal,
    config,
    timeoutMs: FETCH_TIMEOUT,
    args: [
      'fetch',
      '--prune',
      '--no-auto-maintenance',
      '--no-recurse-submodules',
      '--no-write-fetch-head',
      '--tags',
      '--force',
      '--upload-pack=git-upload-pack',
      '--',
      remote,
      '+refs/heads/*:refs/remotes/origin/*',
    ],
  });
};
