import { DIFF_LINE_MAX, type DiffHunk, type DiffLine } from './fileDiff.ts';

/** Reads the hunks of a unified diff of one file, as `git diff` writes it; what stands before the first hunk is passed over.
 *
 * Lines are counted by the hunk's head, so that content that looks like a head is content. Throws SyntaxError when the text ends in the middle. */
export const readDiff = (text: string): readonly DiffHunk[] => {
  const lines = text.split('\n');
  const hunks: DiffHunk[] = [];
  let at = 0;
  while (at < lines.length) {
    const head = readHunkHead(lines[at] ?? '');
    at += 1;
    if (head === null) continue;
    const content: DiffLine[] = [];
    let [old, now] = [head.oldStart, head.newStart];
    const [oldEnd, newEnd] = [old + head.oldLines, now + head.newLines];
    while (old < oldEnd || now < newEnd) {
      const line = lines[at];
      if (line === undefined || (line === '' && at === lines.length - 1))
        throw new SyntaxError('the diff ends in the middle of a hunk');
      at += 1;
      const noNewline = (lines[at] ?? '').startsWith('\\');
      if (noNewline) at += 1;
      const shown = textOf(line, noNewline);
      switch (line[0]) {
        case '+':
          content.push({ kind: 'added', old: null, new: now, ...shown });
          now += 1;
          break;
        case '-':
          content.push({ kind: 'removed', old, new: null, ...shown });
          old += 1;
          break;
        default:
          content.push({ kind: 'context', old, new: now, ...shown });
          old += 1;
          now += 1;
      }
    }
    hunks.push({ ...head, lines: content });
  }
  return hunks;
};

/** The four numbers of a hunk's head; a side without lines starts at the line before it. Null for any other line. */
export const readHunkHead = (line: string): Omit<DiffHunk, 'lines'> | null => {
  if (!line.startsWith('@@ -')) return null;
  const found = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/.exec(line);
  if (found === null) return null;
  const [, oldStart, oldLines = '1', newStart, newLines = '1'] = found;
  return {
    oldStart: Number(oldStart),
    oldLines: Number(oldLines),
    newStart: Number(newStart),
    newLines: Number(newLines),
  };
};

const textOf = (line: string, noNewline: boolean): Pick<DiffLine, 'text' | 'cut' | 'noNewline'> => ({
  text: line.slice(1, 1 + DIFF_LINE_MAX),
  cut: Math.max(0, line.length - 1 - DIFF_LINE_MAX),
  noNewline,
});
