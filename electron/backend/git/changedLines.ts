import type { Revision } from '../../../shared/ids.ts';
import type { LineRange } from '../../../shared/patterns/lineRanges.ts';
import type { ChangedBlob } from './changedBlobs.ts';
import { runGit } from './runGit.ts';

/** So many paths go into one command, so that it stays far below what a system allows. */
const PATHS_MAX = 200;
const PATH_BYTES_MAX = 64 * 1024;

const ALL: readonly LineRange[] = [{ from: 1, to: Number.MAX_SAFE_INTEGER }];

/** The lines of each changed file that are new or different, by the file's new path.
 *
 * Every line counts where git cannot say: in a new file, and in one that attributes or its bytes make binary. A place where lines were only
 * taken away has none. */
export const changedLines = async (
  dir: string,
  from: Revision,
  to: Revision,
  files: readonly ChangedBlob[],
  signal?: AbortSignal,
): Promise<ReadonlyMap<string, readonly LineRange[]>> => {
  const found = new Map<string, readonly LineRange[]>();
  for (const chunk of inChunks(files.filter(({ oldBlob, blob }) => oldBlob !== null && oldBlob !== blob))) {
    const paths = [...new Set(chunk.flatMap(({ oldPath, path }) => [oldPath, path]))];
    const options = [
      '-r',
      '-p',
      '-M',
      '--unified=0',
      '--inter-hunk-context=0',
      '--full-index',
      '--no-color',
      '--no-ext-diff',
      '--no-textconv',
    ];
    const args = [
      '--literal-pathspecs',
      'diff-tree',
      ...options,
      '--diff-algorithm=histogram',
      '--end-of-options',
      from,
      to,
      '--',
      ...paths,
    ];
    const { stdout, truncated: cut } = await runGit({ dir, args, signal, maxBytes: 256 * 1024 * 1024 });
    if (!cut) for (const [pair, ranges] of hunksByBlobs(stdout.toString('latin1'))) found.set(pair, ranges);
  }
  return new Map(
    files.map(({ path, oldBlob, blob }) => [
      path,
      oldBlob === blob ? [] : oldBlob === null ? ALL : (found.get(`${oldBlob}..${blob}`) ?? ALL),
    ]),
  );
};

/** The new side's ranges of a patch without context, by the blobs that are compared: two blobs always differ in the same lines. */
const hunksByBlobs = (patch: string): ReadonlyMap<string, readonly LineRange[]> => {
  const found = new Map<string, LineRange[]>();
  let pair: string | null = null;
  for (const [, blobs, start, count] of patch.matchAll(
    /^(?:index ([0-9a-f]{40}\.\.[0-9a-f]{40})(?: \d{6})?|@@ -\d+(?:,\d+)? \+(\d+)(?:,(\d+))? @@.*)$/gm,
  )) {
    // Lines of a file begin with + or -, so none is taken for a head. A file without a hunk is binary: nothing is known of it.
    if (blobs !== undefined) pair = blobs;
    if (pair === null || start === undefined) continue;
    const ranges = found.get(pair) ?? [];
    found.set(pair, ranges);
    const lines = count === undefined ? 1 : Number(count);
    if (lines > 0) ranges.push({ from: Number(start), to: Number(start) + lines - 1 });
  }
  return found;
};

const inChunks = (files: readonly ChangedBlob[]): readonly (readonly ChangedBlob[])[] => {
  const chunks: ChangedBlob[][] = [];
  let bytes = Number.POSITIVE_INFINITY;
  for (const file of files) {
    const size = Buffer.byteLength(file.path) + Buffer.byteLength(file.oldPath);
    const last = chunks.at(-1);
    if (last === undefined || last.length >= PATHS_MAX || bytes + size > PATH_BYTES_MAX) {
      chunks.push([file]);
      bytes = size;
    } else {
      last.push(file);
      bytes += size;
    }
  }
  return chunks;
};
