import type { MergedHow, MergeTest } from '../../../shared/branches/branch.ts';
import type { Revision } from '../../../shared/ids.ts';
import { diffText } from '../git/diffText.ts';
import { mergeBaseOf } from '../git/mergeBaseOf.ts';
import { mergeTree } from '../git/mergeTree.ts';
import { patchIdOf } from '../git/patchIdOf.ts';
import type { InRepository } from '../git/resolveRevision.ts';
import { gitText, runGit } from '../git/runGit.ts';
import type { Tested } from './mergeTestTable.ts';

const PATHS_SHOWN = 50;
/** Commits of the base that are compared with a whole branch; patches above the cap are not compared. */
const BASE_COMMITS = 500;
const PATCH_MAX = 8 * 1024 * 1024;

/** Tries a merge of a branch with commits of its own into the base, and finds whether the base has its work already:
 * by its content (the merge changes nothing), as copies of all its commits, or as one commit with the patch of all (`git patch-id`). */
export const testMerge = async (where: InRepository, base: Revision, head: Revision): Promise<Tested> => {
  const ancestor = await mergeBaseOf(where, base, head);
  if (ancestor === null) return { merge: { kind: 'unrelated' }, merged: null };
  const tree = await mergeTree(where, base, head);
  const merge = shown(tree);
  if (ancestor === base) return { merge, merged: null };
  const copies = await gitText({
    ...where,
    args: [
      'rev-list',
      '--count',
      '--no-merges',
      '--right-only',
      '--cherry-pick',
      '--end-of-options',
      `${base}...${head}`,
    ],
  });
  if (Number(copies) === 0) return { merge, merged: 'cherry-pick' };
  if (await isSquashed(where, base, head, ancestor)) return { merge, merged: 'squash' };
  if (tree.kind === 'clean') {
    const own = await gitText({ ...where, args: ['rev-parse', '--verify', '--end-of-options', `${base}^{tree}`] });
    if (own.trim().split('\n').at(-1) === tree.tree) return { merge, merged: 'content' satisfies MergedHow };
  }
  return { merge, merged: null };
};

const shown = (tree: Awaited<ReturnType<typeof mergeTree>>): MergeTest =>
  tree.kind === 'conflicts'
    ? {
        kind: 'conflicts',
        paths: tree.paths.slice(0, PATHS_SHOWN),
        more: Math.max(0, tree.paths.length - PATHS_SHOWN),
      }
    : { kind: tree.kind };

/** Whether one commit of the base makes the very change that the branch makes as a whole. */
const isSquashed = async (
  where: InRepository,
  base: Revision,
  head: Revision,
  ancestor: Revision,
): Promise<boolean> => {
  const whole = await diffText(where, { from: ancestor, to: head, maxBytes: PATCH_MAX });
  if (whole.truncated || whole.bytes.length === 0) return false;
  const wanted = await patchIdOf(where, whole.bytes);
  if (wanted === null) return false;
  const names = await runGit({
    ...where,
    env: { GIT_LITERAL_PATHSPECS: '1' },
    args: ['diff-tree', '-r', '-z', '--name-only', '--no-renames', '--end-of-options', ancestor, head],
    maxBytes: 1024 * 1024,
  });
  // A commit with the same patch touches the branch's first file, too: few commits of the base are left to be compared.
  const [path] = names.stdout.toString('utf8').split('\0');
  if (path === undefined || path === '' || path.includes('\uFFFD')) return false;
  const patches = await runGit({
    ...where,
    env: { GIT_LITERAL_PATHSPECS: '1' },
    args: [
      ...['log', '-p', '--full-diff', '--no-merges', '--format=commit %H', `--max-count=${BASE_COMMITS}`],
      ...[
        '--no-ext-diff',
        '--no-textconv',
        '--no-color',
        '--full-index',
        '--diff-algorithm=histogram',
        '--find-renames',
      ],
      ...[
        '--no-indent-heuristic',
        '--src-prefix=a/',
        '--dst-prefix=b/',
        '--end-of-options',
        base,
        `^${ancestor}`,
        '--',
        path,
      ],
    ],
    maxBytes: PATCH_MAX,
  });
  if (patches.stdout.length === 0) return false;
  const ids = await gitText({ ...where, args: ['patch-id', '--stable'], stdin: patches.stdout });
  return ids.split('\n').some((line) => line.startsWith(wanted));
};
