import type { Revision } from '../../../shared/ids.ts';
import { readGitFailure } from './gitFailure.ts';
import type { InRepository } from './resolveRevision.ts';
import { runGit } from './runGit.ts';

/** What a merge would give, without a working tree. */
export type MergedTree =
  | { readonly kind: 'clean'; readonly tree: string }
  /** The paths that conflict, at most 1,000. */
  | { readonly kind: 'conflicts'; readonly paths: readonly string[] }
  | { readonly kind: 'unrelated' };

const PATHS_MAX = 1000;

/** Merges two commits in git's store alone (git-merge-tree(1), git 2.38): no working tree, no index, no driver of the repository. */
export const mergeTree = async (
  { dir, signal }: InRepository,
  ours: Revision,
  theirs: Revision,
): Promise<MergedTree> => {
  const { code, stdout, stderr } = await runGit({
    dir,
    signal,
    args: ['merge-tree', '--write-tree', '-z', '--name-only', '--no-messages', '--end-of-options', ours, theirs],
    expect: [0, 1, 128],
  });
  const [tree = '', ...paths] = stdout.toString('utf8').split('\0');
  if (code === 0) return { kind: 'clean', tree: tree.trim() };
  if (code === 1) return { kind: 'conflicts', paths: paths.filter((path) => path !== '').slice(0, PATHS_MAX) };
  if (/unrelated histories/i.test(stderr)) return { kind: 'unrelated' };
  throw readGitFailure(['merge-tree'], code, stderr);
};
