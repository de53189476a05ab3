import { createHash } from 'node:crypto';
import type { Revision } from '../../../shared/ids.ts';
import type { ChangedLines } from '../../../shared/qa/coverageOfLines.ts';
import { PatchId } from '../../../shared/reviews/change.ts';
import type { ChangedFile } from '../../../shared/reviews/changedFile.ts';
import { DIFF_BYTES_MAX } from '../../../shared/reviews/fileDiff.ts';
import { type AddedLines, type FoundSecret, findSecrets } from '../../../shared/reviews/findSecrets.ts';
import { blobSizes } from '../git/blobSizes.ts';
import { diffBlobs } from '../git/diffBlobs.ts';
import { listBlobChanges } from '../git/listBlobChanges.ts';
import { type FilePatch, readPatches } from '../git/readPatches.ts';
import { addedFileDiff } from './addedFileDiff.ts';

/** What differs between two commits, as far as it never changes: fingerprints, added lines, what looks like a secret. */
export interface Contents {
  readonly files: readonly ChangedFile[];
  /** Of all files together. */
  readonly patchId: PatchId;
  readonly addedLines: readonly ChangedLines[];
  /** Masked; the secrets themselves are not kept. */
  readonly secrets: readonly FoundSecret[];
  /** Files with text that were too large to be searched for secrets. */
  readonly unsearched: readonly string[];
}

const hash = (...parts: readonly (string | Buffer)[]): PatchId => {
  const sum = createHash('sha256');
  for (const part of parts) sum.update(part).update('\0');
  return PatchId.parse(sum.digest('hex').slice(0, 40));
};

/** Reads what differs between two commits.
 *
 * A file's patch-id is a hash of its names, its modes and its hunks without line numbers, as `git patch-id --verbatim` makes one of a whole diff, so
 * that moving a change to another base keeps it; of what has no lines (binary, link, submodule, over 1 MiB) it is of the two contents. */
export const readContents = async (
  dir: string,
  from: Revision,
  to: Revision,
  signal?: AbortSignal,
): Promise<Contents> => {
  const [listed, patches] = await Promise.all([
    listBlobChanges(dir, from, to, signal),
    readPatches(dir, from, to, signal),
  ]);
  const patchOf = pair(listed, patches);
  const files = listed.map((file, index): ChangedFile => {
    const patch = patchOf[index] ?? null;
    const modes = file.oldMode === file.newMode ? '' : `${file.oldMode} ${file.newMode}`;
    const named = [file.oldPath ?? '', file.path, modes];
    return {
      ...file,
      patchId:
        patch === null ? hash('blobs', ...named, file.oldBlob, file.newBlob) : hash('text', ...named, ...patch.content),
    };
  });
  const whole = files.map(({ path, patchId }) => `${patchId} ${path}`).toSorted();
  const added = files.flatMap((file, index): readonly AddedLines[] => {
    const lines = patchOf[index]?.added ?? [];
    return lines.length === 0
      ? []
      : [{ path: file.path, lines: lines.map(({ number, text }) => ({ number, text: text.toString('utf8') })) }];
  });
  const large = await searchLarge(
    dir,
    files.filter((file, index) => isUnread(file, patchOf[index] ?? null)),
    signal,
  );
  const all = [...added, ...large.added];
  return {
    files,
    patchId: hash(...whole),
    addedLines: all.map(({ path, lines }) => ({ path, lines: lines.map(({ number }) => number) })),
    secrets: findSecrets(all, (text) => hash(text)),
    unsearched: large.unsearched,
  };
};

/** The patch of each file; null where git shows no lines. Patches come in the order of the list, two for a file that changed its type. */
const pair = (
  files: readonly Omit<ChangedFile, 'patchId'>[],
  patches: readonly FilePatch[] | null,
): readonly (FilePatch | null)[] => {
  if (patches === null) return files.map(() => null);
  let at = 0;
  const pairs = files.map((file) => {
    const patch = patches[at] ?? null;
    at += file.status === 'type-changed' ? 2 : 1;
    return file.kind !== 'text' || file.status === 'type-changed' || patch?.binary === true ? null : patch;
  });
  if (at !== patches.length) throw new Error(`git listed ${files.length} files and ${patches.length} patches`);
  return pairs;
};

/** Text whose lines are not in the patches: too large for them, or all of it was. */
const isUnread = (file: ChangedFile, patch: FilePatch | null): boolean =>
  patch === null && (file.kind === 'text' || file.kind === 'binary') && !/^0+$/.test(file.newBlob);

/** Looks into files that are too large for a patch, one at a time: git takes them for binary by their size alone. */
const searchLarge = async (
  dir: string,
  files: readonly ChangedFile[],
  signal?: AbortSignal,
): Promise<{ readonly added: readonly AddedLines[]; readonly unsearched: readonly string[] }> => {
  if (files.length === 0) return { added: [], unsearched: [] };
  const sizes = await blobSizes(
    dir,
    files.flatMap(({ oldBlob, newBlob }) => [oldBlob, newBlob]),
    signal,
  );
  const added: AddedLines[] = [];
  const unsearched: string[] = [];
  for (const [index, file] of files.entries()) {
    const [before, after] = [sizes[index * 2] ?? 0, sizes[index * 2 + 1] ?? 0];
    if (file.kind === 'binary' && after <= DIFF_BYTES_MAX && before <= DIFF_BYTES_MAX) continue;
    const diff = await largeDiff(dir, file, Math.max(before, after), signal);
    if (diff === 'unread') unsearched.push(file.path);
    else if (diff !== 'binary')
      added.push({
        path: file.path,
        lines: diff,
      });
  }
  return { added, unsearched };
};

const largeDiff = async (
  dir: string,
  { oldBlob, newBlob }: ChangedFile,
  bytes: number,
  signal?: AbortSignal,
): Promise<'binary' | 'unread' | AddedLines['lines']> => {
  if (/^0+$/.test(oldBlob) || bytes > DIFF_BYTES_MAX) {
    const whole = await addedFileDiff(dir, newBlob, bytes, signal);
    return whole === null
      ? 'binary'
      : whole === 'too-large'
        ? 'unread'
        : whole.map((text, at) => ({ number: at + 1, text }));
  }
  const { text, binary, truncated } = await diffBlobs(dir, oldBlob, newBlob, {
    context: 0,
    maxBytes: DIFF_BYTES_MAX,
    signal,
  });
  if (binary) return 'binary';
  if (truncated) return 'unread';
  return addedLinesOf(text);
};

const addedLinesOf = (text: string): AddedLines['lines'] => {
  let number = 0;
  let inHunk = false;
  return text.split('\n').flatMap((line) => {
    const head = /^@@ -\d+(?:,\d+)? \+(\d+)/.exec(line);
    if (head !== null) {
      number = Number(head[1]);
      inHunk = true;
      return [];
    }
    if (!inHunk || !line.startsWith('+')) return [];
    number += 1;
    return [{ number: number - 1, text: line.slice(1) }];
  });
};
