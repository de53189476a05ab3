import { fitsWildcards } from './fitsWildcards.ts';

/** Whether a path fits a pattern of `ReportPath`: `*` stands for any text within one name, `**` for any number of folders. */
export const fitsReportPath = (pattern: string, path: string): boolean => fits(pattern.split('/'), path.split('/'));

const fits = (pattern: readonly string[], path: readonly string[]): boolean => {
  // Where the parts of the pattern may stand after each part of the path: no backtracking, so no pattern can be slow.
  let at = reach(new Set([0]), pattern);
  for (const part of path) {
    const next = new Set<number>();
    for (const index of at) {
      const wanted = pattern[index];
      if (wanted === undefined) continue;
      if (wanted === '**') next.add(index);
      else if (fitsWildcards(wanted, part)) next.add(index + 1);
    }
    at = reach(next, pattern);
  }
  return at.has(pattern.length);
};

/** `**` may stand for no folder at all. */
const reach = (at: ReadonlySet<number>, pattern: readonly string[]): ReadonlySet<number> => {
  const all = new Set(at);
  for (const index of all) if (pattern[index] === '**') all.add(index + 1);
  return all;
};
