import type { Revision } from '../../../shared/ids.ts';
import type { InRepository } from './resolveRevision.ts';
import { runGit } from './runGit.ts';

export interface DiffQuestion {
  readonly from: Revision;
  readonly to: Revision;
  /** These paths alone, taken literally; all unless told. */
  readonly paths?: readonly string[];
  /** Unchanged lines around a change, 3 unless told. */
  readonly context?: number;
  readonly maxBytes?: number;
}

const DIFF_MAX = 16 * 1024 * 1024;

/** Options under which a diff is the same for everybody, whatever is configured, and starts no program. */
export const plainDiff = [
  '--no-ext-diff',
  '--no-textconv',
  '--no-color',
  '--full-index',
  '--src-prefix=a/',
  '--dst-prefix=b/',
  '--diff-algorithm=histogram',
  '--find-renames',
  '--submodule=short',
  '--no-indent-heuristic',
  '--no-relative',
  '-O/dev/null',
] as const;

/** The unified diff between two commits, in git's own format; cut at the cap, and then `truncated`. */
export const diffText = async (
  { dir, signal }: InRepository,
  { from, to, paths = [], context = 3, maxBytes = DIFF_MAX }: DiffQuestion,
): Promise<{ readonly bytes: Buffer; readonly truncated: boolean }> => {
  const { stdout, truncated } = await runGit({
    dir,
    signal,
    maxBytes,
    env: { GIT_LITERAL_PATHSPECS: '1' },
    args: ['diff-tree', '-r', '-p', `--unified=${context}`, ...plainDiff, '--end-of-options', from, to, '--', ...paths],
  });
  return { bytes: stdout, truncated };
};
