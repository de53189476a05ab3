import type { InRepository } from './resolveRevision.ts';
import { gitText } from './runGit.ts';

/** Tracked files of a working tree that differ from its last commit, staged or not. Nothing is written, not even the index. */
export const uncommittedFiles = async ({ dir, signal }: InRepository): Promise<readonly string[]> => {
  const text = await gitText({
    dir,
    signal,
    args: ['status', '--porcelain', '-z', '--untracked-files=no', '--ignore-submodules=all', '--no-renames'],
  });
  return text
    .split('\0')
    .filter((entry) => entry !== '')
    .map((entry) => entry.slice(3));
};
