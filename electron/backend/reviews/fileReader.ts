import { Failure } from '../../../shared/errors.ts';
import type { ChangedFile } from '../../../shared/reviews/changedFile.ts';
import {
  DIFF_BYTES_ASKED,
  DIFF_BYTES_MAX,
  DIFF_LINE_MAX,
  DIFF_LINES_ASKED,
  type DiffHunk,
  type FileDiff,
} from '../../../shared/reviews/fileDiff.ts';
import { mapLine } from '../../../shared/reviews/mapLine.ts';
import { readDiff, readHunkHead } from '../../../shared/reviews/readDiff.ts';
import { blobSizes } from '../git/blobSizes.ts';
import { diffBlobs } from '../git/diffBlobs.ts';
import { readBlob } from '../git/readBlob.ts';
import { isBinary, linesOf } from './addedFileDiff.ts';
import { createRecent } from './createRecent.ts';

const CONTEXT = 3;
const isNone = (blob: string): boolean => /^0+$/.test(blob);

interface Asked {
  readonly whole: boolean;
  readonly ignoreSpace: boolean;
  readonly signal?: AbortSignal | undefined;
}

/** Reads what stands in files, by their objects. Objects never change, so what was read last is remembered. */
export const createFileReader = () => {
  // Every entry may be 20 MB of text, so there are few.
  const texts = createRecent<{ readonly lines: readonly string[]; readonly noNewline: boolean } | 'binary'>(4);
  const moves = createRecent<readonly Omit<DiffHunk, 'lines'>[] | null>(500);

  const textOf = (dir: string, blob: string) =>
    texts.get(`${dir}\0${blob}`, async () => {
      const content = await readBlob(dir, blob, DIFF_BYTES_MAX);
      const text = content.toString('utf8');
      return isBinary(content) ? 'binary' : { lines: linesOf(text), noNewline: text !== '' && !text.endsWith('\n') };
    });

  /** A file that came or went has one side; its diff is that side, and git is not asked for it. */
  const oneSided = (lines: readonly string[], noNewline: boolean, isAdded: boolean): readonly DiffHunk[] => {
    if (lines.length === 0) return [];
    const [old, now] = isAdded ? [0, lines.length] : [lines.length, 0];
    return [
      {
        oldStart: isAdded ? 0 : 1,
        oldLines: old,
        newStart: isAdded ? 1 : 0,
        newLines: now,
        lines: lines.map((text, index) => ({
          kind: isAdded ? 'added' : 'removed',
          old: isAdded ? null : index + 1,
          new: isAdded ? index + 1 : null,
          text: text.slice(0, DIFF_LINE_MAX),
          cut: Math.max(0, text.length - DIFF_LINE_MAX),
          noNewline: noNewline && index === lines.length - 1,
        })),
      },
    ];
  };

  const diff = async (dir: string, file: ChangedFile, { whole, ignoreSpace, signal }: Asked): Promise<FileDiff> => {
    const { oldBlob, newBlob } = file;
    const answer = (
      content: FileDiff['content'],
      oldLines: number | null = null,
      newLines: number | null = null,
    ): FileDiff => ({ file, content, oldLines, newLines });
    if (file.kind === 'submodule')
      return answer({
        kind: 'submodule',
        old: isNone(oldBlob) ? null : oldBlob,
        new: isNone(newBlob) ? null : newBlob,
      });
    if (oldBlob === newBlob) return answer({ kind: 'same' });
    // Git counted its lines, so neither side is above 20 MB, and everything can be asked for at once.
    const isCounted = file.added !== null && !isNone(oldBlob) && !isNone(newBlob);
    const limit = whole ? DIFF_BYTES_MAX : DIFF_BYTES_ASKED;
    const ask = () => diffBlobs(dir, oldBlob, newBlob, { context: CONTEXT, ignoreSpace, maxBytes: limit, signal });
    const early = isCounted ? ask() : null;
    const counts = isCounted ? Promise.all([lineCount(dir, oldBlob, signal), lineCount(dir, newBlob, signal)]) : null;
    // What fails here fails where it is waited for, too.
    early?.catch(() => {});
    counts?.catch(() => {});
    const [before, after] = (await blobSizes(dir, [oldBlob, newBlob], signal)).map((size) => size ?? 0);
    const [oldBytes, newBytes] = [before ?? 0, after ?? 0];
    const bytes = Math.max(oldBytes, newBytes);
    const binary: FileDiff['content'] = { kind: 'binary', oldBytes, newBytes };
    if (bytes > DIFF_BYTES_MAX)
      return answer(
        file.kind === 'binary' && (await isBinaryAt(dir, file, signal)) ? binary : { kind: 'too-large', bytes },
      );
    if (isNone(oldBlob) || isNone(newBlob)) {
      const isAdded = isNone(oldBlob);
      if (!whole && bytes > DIFF_BYTES_ASKED)
        return answer((await isBinaryAt(dir, file, signal)) ? binary : { kind: 'ask', bytes, lines: null });
      const text = await textOf(dir, isAdded ? newBlob : oldBlob);
      if (text === 'binary') return answer(binary);
      const lines = text.lines.length;
      if (!whole && lines > DIFF_LINES_ASKED) return answer({ kind: 'ask', bytes, lines });
      const hunks = oneSided(text.lines, text.noNewline, isAdded);
      return answer({ kind: 'hunks', hunks: [...hunks] }, isAdded ? 0 : lines, isAdded ? lines : 0);
    }
    const found = await (early ?? ask());
    if (found.binary) return answer(binary);
    if (found.truncated) return answer(whole ? { kind: 'too-large', bytes } : { kind: 'ask', bytes, lines: null });
    const hunks = readDiff(found.text);
    const lines = hunks.reduce((sum, hunk) => sum + hunk.lines.length, 0);
    if (!whole && lines > DIFF_LINES_ASKED) return answer({ kind: 'ask', bytes, lines });
    return answer({ kind: 'hunks', hunks: [...hunks] }, ...((await counts) ?? [null, null]));
  };

  return {
    diff,
    lines: async (dir: string, blob: string, signal?: AbortSignal): Promise<readonly string[]> => {
      if (isNone(blob)) return [];
      const [bytes] = await blobSizes(dir, [blob], signal);
      const text = (bytes ?? 0) > DIFF_BYTES_MAX ? 'binary' : await textOf(dir, blob);
      if (text === 'binary')
        throw new Failure('REFUSED', 'This file is binary or larger than 20 MB: its lines are not shown.', {
          act: 'Look at it in the repository.',
        });
      return text.lines.map((line) => line.slice(0, DIFF_LINE_MAX));
    },
    mapLine: async (dir: string, from: string, to: string, line: number): Promise<number | null> => {
      if (from === to) return line;
      if (isNone(from) || isNone(to)) return null;
      const hunks = await moves.get(`${dir}\0${from}\0${to}`, async () => {
        const { text, binary, truncated } = await diffBlobs(dir, from, to, { context: 0, maxBytes: DIFF_BYTES_MAX });
        return binary || truncated ? null : text.split('\n').flatMap((each) => readHunkHead(each) ?? []);
      });
      return hunks === null ? null : mapLine(hunks, line);
    },
  };
};

/** Lines of a side; null for one that is large, where nobody asks for what is between hunks. */
const lineCount = async (dir: string, blob: string, signal?: AbortSignal): Promise<number | null> => {
  const content = await readBlob(dir, blob, DIFF_BYTES_ASKED + 1, signal);
  if (content.length > DIFF_BYTES_ASKED) return null;
  let lines = content.length > 0 && content.at(-1) !== 0x0a ? 1 : 0;
  for (let at = content.indexOf(0x0a); at !== -1; at = content.indexOf(0x0a, at + 1)) lines += 1;
  return lines;
};

/** Whether git's look at the first bytes finds a NUL; by its size alone git calls everything large binary. */
const isBinaryAt = async (dir: string, { oldBlob, newBlob }: ChangedFile, signal?: AbortSignal): Promise<boolean> => {
  for (const blob of [newBlob, oldBlob])
    if (!isNone(blob) && isBinary(await readBlob(dir, blob, 8000, signal))) return true;
  return false;
};
