/** How many of the sorted lines are before `line`. */
const countBefore = (lines: readonly number[], line: number): number => {
  let [low, high] = [0, lines.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((lines[middle] ?? 0) < line) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** Index of the first match at `line` or after it; from the start again when there is none; null without a match. */
export const matchFrom = (lines: readonly number[], line: number): number | null =>
  lines.length === 0 ? null : countBefore(lines, line) % lines.length;

/** Index of the last match before `line`; the last of all when there is none; null without a match. */
export const matchBefore = (lines: readonly number[], line: number): number | null =>
  lines.length === 0 ? null : (countBefore(lines, line) - 1 + lines.length) % lines.length;
