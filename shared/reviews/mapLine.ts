import type { DiffHunk } from './fileDiff.ts';

/** Where a line of the old file stands in the new one; null when it was changed or is gone.
 *
 * `hunks` are those of a diff without context (`-U0`), in their order: a side of no lines starts at the line before it. */
export const mapLine = (hunks: readonly Omit<DiffHunk, 'lines'>[], line: number): number | null => {
  let shift = 0;
  for (const { oldStart, oldLines, newLines } of hunks) {
    const first = oldLines === 0 ? oldStart + 1 : oldStart;
    if (line < first) break;
    if (line < first + oldLines) return null;
    shift += newLines - oldLines;
  }
  return line + shift;
};
