import type { Revision } from '../../../shared/ids.ts';
import { runGit } from './runGit.ts';

/** A regular file that differs between two commits. */
export interface ChangedBlob {
  readonly path: string;
  /** Its name before; the same when it was not moved. */
  readonly oldPath: string;
  /** null: it is new. */
  readonly oldBlob: string | null;
  readonly blob: string;
}

/** Regular files that were added, changed or moved from one commit to another, with git's eye for moved files. Deleted files, links and
 * submodules are left out. `cut` says that there were more than could be read. */
export const changedBlobs = async (
  dir: string,
  from: Revision,
  to: Revision,
  signal?: AbortSignal,
): Promise<{ readonly files: readonly ChangedBlob[]; readonly cut: boolean }> => {
  const args = ['diff-tree', '-r', '-z', '-M', '--no-abbrev', '--raw', '--end-of-options', from, to];
  const { stdout, truncated: cut } = await runGit({ dir, args, signal });
  const fields = stdout.toString('utf8').split('\0');
  const files: ChangedBlob[] = [];
  for (let at = 0; at < fields.length; ) {
    const head = /^:(\d{6}) (\d{6}) ([0-9a-f]{40}) ([0-9a-f]{40}) ([A-Z])\d*$/.exec(fields[at] ?? '');
    const oldPath = fields[at + 1];
    if (head === null || oldPath === undefined) break;
    const moved = head[5] === 'R' || head[5] === 'C';
    const path = moved ? fields[at + 2] : oldPath;
    at += moved ? 3 : 2;
    const [, oldMode, mode, before, blob] = head;
    if (path === undefined || blob === undefined || mode?.startsWith('100') !== true) continue;
    const wasFile = oldMode?.startsWith('100') === true;
    files.push({ path, oldPath: wasFile ? oldPath : path, oldBlob: wasFile ? (before ?? null) : null, blob });
  }
  return { files, cut };
};
