import type { Revision } from '../../../shared/ids.ts';
import type { MergeConflict } from '../../../shared/reviews/contract.ts';
import { runGit } from './runGit.ts';

const CONFLICTS_MAX = 200;

/** Merges two commits without a working tree (`git merge-tree --write-tree`): the tree of both, or what does not go together. */
export const tryMerge = async (
  dir: string,
  base: Revision,
  head: Revision,
  signal?: AbortSignal,
): Promise<{ readonly tree: string } | { readonly conflicts: readonly MergeConflict[] }> => {
  const { code, stdout } = await runGit({
    dir,
    args: ['merge-tree', '--write-tree', '-z', '--messages', '--end-of-options', base, head],
    signal,
    maxBytes: 8 * 1024 * 1024,
    expect: [0, 1],
  });
  const fields = stdout.toString('utf8').split('\0');
  const tree = fields[0] ?? '';
  if (code === 0) return { tree };
  return { conflicts: readConflicts(fields) };
};

/** After the tree and the conflicting entries, an empty field, then messages: number of paths, the paths, the kind, the text. */
const readConflicts = (fields: readonly string[]): readonly MergeConflict[] => {
  let at = fields.indexOf('', 1) + 1;
  const conflicts: MergeConflict[] = [];
  while (at > 0 && at < fields.length && conflicts.length < CONFLICTS_MAX) {
    const paths = Number(fields[at]);
    if (!Number.isInteger(paths) || fields[at] === '') break;
    const [path = '', kind = '', message = ''] = [fields[at + 1], fields[at + 1 + paths], fields[at + 2 + paths]];
    if (kind.startsWith('CONFLICT')) conflicts.push({ path, kind, message: message.trim() });
    at += paths + 3;
  }
  return conflicts;
};
