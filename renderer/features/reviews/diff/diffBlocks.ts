import type { DiffHunk, DiffLine } from '../../../../shared/reviews/fileDiff.ts';

/** Lines of the new file that were fetched to be shown between hunks; `from` counts from 1. */
export interface Revealed {
  readonly from: number;
  readonly lines: readonly string[];
}

/** A part of a file's diff from the top to the bottom: lines that are shown, or equal lines that are not. */
export type DiffBlock =
  | { readonly kind: 'lines'; readonly lines: readonly DiffLine[] }
  | {
      readonly kind: 'gap';
      /** The first hidden line on both sides. */
      readonly oldFrom: number;
      readonly newFrom: number;
      /** How many lines are hidden. */
      readonly count: number;
    };

/** Lays out the hunks of a file with what was revealed between them.
 *
 * `newLines` is the length of the new file, null when it is not known. Revealed lines that a hunk shows already are passed over. */
export const diffBlocks = (
  hunks: readonly DiffHunk[],
  revealed: readonly Revealed[],
  newLines: number | null,
): readonly DiffBlock[] => {
  const text = new Map(
    revealed.flatMap(({ from, lines }) => lines.map((line, index) => [from + index, line] as const)),
  );
  const blocks: DiffBlock[] = [];
  let shown: DiffLine[] = [];
  const flush = () => {
    if (shown.length > 0) blocks.push({ kind: 'lines', lines: shown });
    shown = [];
  };
  const between = (oldFrom: number, newFrom: number, newEnd: number) => {
    if (text.size === 0) {
      if (newEnd > newFrom) {
        flush();
        blocks.push({ kind: 'gap', oldFrom, newFrom, count: newEnd - newFrom });
      }
      return;
    }
    let hiddenSince: number | null = null;
    const hide = (until: number) => {
      if (hiddenSince === null) return;
      flush();
      blocks.push({
        kind: 'gap',
        oldFrom: oldFrom + hiddenSince - newFrom,
        newFrom: hiddenSince,
        count: until - hiddenSince,
      });
      hiddenSince = null;
    };
    for (let at = newFrom; at < newEnd; at += 1) {
      const line = text.get(at);
      if (line === undefined) {
        hiddenSince ??= at;
        continue;
      }
      hide(at);
      shown.push({ kind: 'context', old: oldFrom + at - newFrom, new: at, text: line, cut: 0, noNewline: false });
    }
    hide(newEnd);
  };
  let [old, now] = [1, 1];
  for (const hunk of hunks) {
    const start = firstLine(hunk.newStart, hunk.newLines);
    between(old, now, start);
    shown.push(...hunk.lines);
    old = firstLine(hunk.oldStart, hunk.oldLines) + hunk.oldLines;
    now = start + hunk.newLines;
  }
  if (newLines !== null) between(old, now, newLines + 1);
  flush();
  return blocks;
};

/** A side of no lines starts, in git's words, at the line before it. */
const firstLine = (start: number, lines: number): number => (lines === 0 ? start + 1 : start);
