import type { Revision } from '../../../shared/ids.ts';
import { runGit } from './runGit.ts';

/** A regular file of a commit. */
export interface TreeFile {
  readonly path: string;
  readonly blob: string;
}

/** Every regular file of a commit; links and submodules are left out. `cut` says that there were more than could be read. */
export const treeFiles = async (
  dir: string,
  revision: Revision,
  signal?: AbortSignal,
): Promise<{ readonly files: readonly TreeFile[]; readonly cut: boolean }> => {
  const args = ['ls-tree', '-r', '-z', '--full-tree', '--end-of-options', revision];
  const { stdout, truncated: cut } = await runGit({ dir, args, signal, maxBytes: 256 * 1024 * 1024 });
  const files = stdout
    .toString('utf8')
    .split('\0')
    .flatMap((line) => {
      const [, mode, blob, path] = /^(\d{6}) blob ([0-9a-f]{40})\t(.+)$/s.exec(line) ?? [];
      return mode?.startsWith('100') === true && blob !== undefined && path !== undefined ? [{ path, blob }] : [];
    });
  return { files, cut };
};
