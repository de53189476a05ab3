import type { DiffLine } from '../../../../shared/reviews/fileDiff.ts';

/** The same lines in the order of a view side by side: of a removed run with an added one behind it, each line with its partner.
 *
 * react-diff-view draws a removed line and an added one on one row when the one follows the other. */
export const pairedLines = (lines: readonly DiffLine[]): readonly DiffLine[] => {
  const out: DiffLine[] = [];
  let at = 0;
  while (at < lines.length) {
    const removed = runFrom(lines, at, 'removed');
    const added = runFrom(lines, at + removed.length, 'added');
    if (removed.length + added.length === 0) {
      const line = lines[at];
      if (line !== undefined) out.push(line);
      at += 1;
      continue;
    }
    const rows = Math.max(removed.length, added.length);
    for (let row = 0; row < rows; row += 1)
      out.push(...[removed[row], added[row]].filter((line) => line !== undefined));
    at += removed.length + added.length;
  }
  return out;
};

const runFrom = (lines: readonly DiffLine[], from: number, kind: DiffLine['kind']): readonly DiffLine[] => {
  let end = from;
  while (lines[end]?.kind === kind) end += 1;
  return lines.slice(from, end);
};
