import type { Revision } from '../../../shared/ids.ts';
import { readHunkHead } from '../../../shared/reviews/readDiff.ts';
import { runGit } from './runGit.ts';

/** Files above this are left out of patches: git calls them binary then, and never holds them in memory. */
export const PATCHED_FILE_MAX = 1024 * 1024;
/** Patches of a change that are read; of one with more, none is. */
const PATCHES_MAX = 64 * 1024 * 1024;

/** The patch of one file. */
export interface FilePatch {
  /** Its hunks without line numbers and without the names around them: what a rebase leaves alone. */
  readonly content: readonly Buffer[];
  readonly added: readonly { readonly number: number; readonly text: Buffer }[];
  /** Git does not show its lines. */
  readonly binary: boolean;
}

/** Reads the patches between two commits, one for each file that `listBlobChanges` lists, in its order; a file that became something else (a link,
 * a submodule) has two. Null when they are too large together. */
export const readPatches = async (
  dir: string,
  from: Revision,
  to: Revision,
  signal?: AbortSignal,
): Promise<readonly FilePatch[] | null> => {
  const how = ['-r', '-p', '-M', '-U3', '--diff-algorithm=myers', '--no-indent-heuristic', '--inter-hunk-context=0'];
  const plain = ['--no-color', '--full-index', '--no-ext-diff', '--no-textconv', '--submodule=short'];
  const { stdout, truncated } = await runGit({
    dir,
    args: ['diff-tree', ...how, ...plain, '--end-of-options', from, to],
    config: [['core.bigFileThreshold', String(PATCHED_FILE_MAX)]],
    signal,
    maxBytes: PATCHES_MAX,
  });
  return truncated ? null : splitPatches(stdout);
};

const FILE = Buffer.from('diff --git ');
const HUNK = Buffer.from('@@ -');
const BINARY = Buffer.from('Binary files ');
const [PLUS, MINUS, SPACE] = [0x2b, 0x2d, 0x20];

/** Takes the output of `git diff -p` apart. Content can never be taken for a head: its lines begin with a sign. */
export const splitPatches = (output: Buffer): readonly FilePatch[] => {
  const patches: { content: Buffer[]; added: { number: number; text: Buffer }[]; binary: boolean }[] = [];
  let number = 0;
  let inHunk = false;
  for (let start = 0; start < output.length; ) {
    const newline = output.indexOf(0x0a, start);
    const end = newline === -1 ? output.length : newline;
    const line = output.subarray(start, end);
    start = end + 1;
    const patch = patches.at(-1);
    if (starts(line, FILE)) {
      patches.push({ content: [], added: [], binary: false });
      inHunk = false;
    } else if (patch === undefined) {
    } else if (starts(line, HUNK)) {
      number = readHunkHead(line.toString('latin1'))?.newStart ?? 0;
      patch.content.push(Buffer.from('@@'));
      inHunk = true;
    } else if (inHunk) {
      patch.content.push(line);
      if (line[0] === PLUS) patch.added.push({ number, text: line.subarray(1) });
      if (line[0] === PLUS || line[0] === SPACE) number += 1;
    } else if (starts(line, BINARY)) patch.binary = true;
  }
  return patches;
};

const starts = (line: Buffer, head: Buffer): boolean =>
  line[0] !== PLUS && line[0] !== MINUS && line[0] !== SPACE && line.subarray(0, head.length).equals(head);
