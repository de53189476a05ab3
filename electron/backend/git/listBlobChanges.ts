import type { Revision } from '../../../shared/ids.ts';
import type { ChangedFile } from '../../../shared/reviews/changedFile.ts';
import { runGit } from './runGit.ts';

/** Files larger than this are not taken apart into lines, by git neither. */
const COUNTED_MAX = '20m';
/** A list of 200,000 files with long names; more is an error, not half a list. */
const LIST_MAX = 64 * 1024 * 1024;

/** Lists the files that differ between two commits with their objects and modes, renames found by their content, in git's order (by path). */
export const listBlobChanges = async (
  dir: string,
  from: Revision,
  to: Revision,
  signal?: AbortSignal,
): Promise<readonly Omit<ChangedFile, 'patchId'>[]> => {
  const what = ['-r', '-z', '-M', '--raw', '--numstat', '--no-abbrev', '--no-ext-diff', '--no-textconv'];
  const { stdout, truncated } = await runGit({
    dir,
    args: ['diff-tree', ...what, '--end-of-options', from, to],
    config: [['core.bigFileThreshold', COUNTED_MAX]],
    signal,
    maxBytes: LIST_MAX,
  });
  if (truncated) throw new RangeError('the change has more files than can be listed');
  return readRawDiff(stdout.toString('utf8'));
};

/** Reads `--raw --numstat -z`: first a record for each file, then its counts in the same order. */
export const readRawDiff = (text: string): readonly Omit<ChangedFile, 'patchId'>[] => {
  const fields = text.split('\0');
  let at = 0;
  const next = (): string => fields[at++] ?? '';
  const files: Omit<ChangedFile, 'patchId' | 'added' | 'removed'>[] = [];
  while (fields[at]?.startsWith(':')) {
    const [oldMode = '', newMode = '', oldBlob = '', newBlob = '', status = ''] = next().slice(1).split(' ');
    const first = next();
    const second = status.startsWith('R') || status.startsWith('C') ? next() : null;
    files.push({
      path: second ?? first,
      oldPath: second === null ? null : first,
      status: statusOf(status),
      kind: kindOf(oldMode, newMode),
      oldMode,
      newMode,
      oldBlob,
      newBlob,
    });
  }
  return files.map((file) => {
    const counts = /^(\d+|-)\t(\d+|-)\t/.exec(next());
    if (file.oldPath !== null) at += 2;
    const number = (digits: string | undefined): number | null =>
      digits === undefined || digits === '-' ? null : Number(digits);
    const [added, removed] = [number(counts?.[1]), number(counts?.[2])];
    return { ...file, kind: file.kind === 'text' && added === null ? 'binary' : file.kind, added, removed };
  });
};

const statusOf = (status: string): ChangedFile['status'] => {
  switch (status[0]) {
    case 'A':
      return 'added';
    case 'D':
      return 'deleted';
    case 'R':
      return 'renamed';
    case 'C':
      return 'copied';
    case 'T':
      return 'type-changed';
    default:
      return 'modified';
  }
};

const kindOf = (...modes: readonly string[]): ChangedFile['kind'] => {
  if (modes.includes('160000')) return 'submodule';
  return modes.includes('120000') ? 'symlink' : 'text';
};
