import type { Revision } from '../../../shared/ids.ts';
import { runGit } from './runGit.ts';

/** Some ten thousand files of fifty commits; what is more is asked for in smaller parts. */
const OUTPUT_MAX = 8 * 1024 * 1024;
const AT_ONCE = 50;

/** The paths that each of some commits touched against its first parent, a moved file by its new name, in git's order.
 *
 * One command answers for fifty of them. A commit whose own list is too long to be read has none in the answer. */
export const touchedPaths = async (
  dir: string,
  commits: readonly Revision[],
  signal?: AbortSignal,
): Promise<ReadonlyMap<Revision, readonly string[]>> => {
  const found = new Map<Revision, readonly string[]>();
  const read = async (some: readonly Revision[]): Promise<void> => {
    const { stdout, truncated } = await runGit({
      dir,
      args: ['diff-tree', '--stdin', '-r', '-z', '-M', '--raw', '--root', '--no-ext-diff', '--no-textconv'],
      stdin: `${some.join('\n')}\n`,
      signal,
      maxBytes: OUTPUT_MAX,
    });
    if (!truncated) for (const [commit, paths] of readTouched(stdout.toString('utf8'))) found.set(commit, paths);
    else if (some.length > 1) {
      const half = Math.ceil(some.length / 2);
      await read(some.slice(0, half));
      await read(some.slice(half));
    }
  };
  for (let at = 0; at < commits.length; at += AT_ONCE) await read(commits.slice(at, at + AT_ONCE));
  return found;
};

/** Reads `diff-tree --stdin -z --raw`: the name of a commit, then for each file its modes and objects, and one path or two. */
const readTouched = (text: string): ReadonlyMap<Revision, readonly string[]> => {
  const found = new Map<Revision, string[]>();
  let paths: string[] = [];
  const fields = text.split('\0');
  for (let at = 0; at < fields.length; ) {
    const field = fields[at++] ?? '';
    if (/^[0-9a-f]{40}$/.test(field)) {
      paths = [];
      found.set(field as Revision, paths);
    } else if (field.startsWith(':')) {
      if (/ [RC]\d*$/.test(field)) at += 1;
      const path = fields[at++];
      if (path !== undefined) paths.push(path);
    }
  }
  return found;
};
