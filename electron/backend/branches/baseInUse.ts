import { Failure } from '../../../shared/errors.ts';
import { shellQuote } from '../../../shared/remote/shellQuote.ts';
import { listWorktrees } from '../git/listWorktrees.ts';
import type { InRepository } from '../git/resolveRevision.ts';
import { uncommittedFiles } from '../git/uncommittedFiles.ts';

const NAMED = 5;

/** Why the base of a folder without an origin must not be moved now; null: it may be.
 *
 * A branch that a working tree has checked out is not moved: its files would stay behind, and the next commit there would take the merge back. Nor are
 * the files brought along, because a tree of the user's is never written; two commands do it. */
export const baseInUse = async (where: InRepository, base: string): Promise<Failure<'REFUSED'> | null> => {
  const tree = (await listWorktrees(where)).find(({ branch }) => branch === base);
  if (tree === undefined) return null;
  const at = `${base} is checked out in ${plain(tree.path)}`;
  const git = `git -C ${shellQuote(tree.path)}`;
  const release = `“${git} switch --detach”, merge, then “${git} switch ${shellQuote(base)}”`;
  const changed = await uncommittedFiles({ dir: tree.path, signal: where.signal });
  if (changed.length === 0)
    return new Failure('REFUSED', `${at}: a merge would leave the files there behind, so none is made.`, {
      act: `Run ${release}.`,
    });
  const more = changed.length > NAMED ? ` and ${changed.length - NAMED} more` : '';
  return new Failure(
    'REFUSED',
    `${at}, with changes that are not committed: ${changed.slice(0, NAMED).map(plain).join(', ')}${more}. No merge is made there.`,
    { act: `Commit or stash them there. Then run ${release}.` },
  );
};

const plain = (path: string): string => path.replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, '?').slice(0, 300);
