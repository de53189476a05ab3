import type { CoveredFile } from './testReport.ts';

/** Lines of a file of the repository, such as those that a change added. */
export interface ChangedLines {
  readonly path: string;
  readonly lines: readonly number[];
}

/** What a coverage report says of them. Every line is in one of the three lists. */
export interface LinesCoverage {
  readonly path: string;
  /** The report's own name of the file; null when it names none that fits, or several. */
  readonly reported: string | null;
  readonly covered: readonly number[];
  readonly missed: readonly number[];
  /** Lines that the report does not count: blank ones, comments, or all of a file that is not in it. */
  readonly uncounted: readonly number[];
  readonly problem: 'not-reported' | 'ambiguous' | null;
}

/** Compares changed lines with a coverage report.
 *
 * Paths are matched by their ends, whole names only, because a report names files as the machine saw them: the file whose path is equal, else
 * the one report path that ends with the repository's, else the longest report path that the repository's ends with. What fits twice is
 * ambiguous and counts for nothing. `share` is covered / (covered + missed); null when no line counts, which is not 100 %. */
export const coverageOfLines = (
  coverage: readonly CoveredFile[],
  changed: readonly ChangedLines[],
): {
  readonly files: readonly LinesCoverage[];
  readonly covered: number;
  readonly missed: number;
  readonly share: number | null;
} => {
  const byName = new Map<string, CoveredFile[]>();
  for (const file of coverage) {
    const name = lastPart(file.path);
    const known = byName.get(name);
    if (known === undefined) byName.set(name, [file]);
    else known.push(file);
  }
  const files = changed.map(({ path, lines }): LinesCoverage => {
    const asked = [...new Set(lines)].sort((a, b) => a - b);
    const found = fileOf(path, byName.get(lastPart(path)) ?? [], changed);
    if (found === 'not-reported' || found === 'ambiguous')
      return { path, reported: null, covered: [], missed: [], uncounted: asked, problem: found };
    const [ran, not] = [new Set(found.covered), new Set(found.missed)];
    return {
      path,
      reported: found.path,
      covered: asked.filter((line) => ran.has(line)),
      missed: asked.filter((line) => !ran.has(line) && not.has(line)),
      uncounted: asked.filter((line) => !ran.has(line) && !not.has(line)),
      problem: null,
    };
  });
  const covered = files.reduce((sum, file) => sum + file.covered.length, 0);
  const missed = files.reduce((sum, file) => sum + file.missed.length, 0);
  return { files, covered, missed, share: covered + missed === 0 ? null : covered / (covered + missed) };
};

/** What a report says of files that may be one of `paths`: all that `coverageOfLines` needs of it to compare those. */
export const coverageNamedAs = (coverage: readonly CoveredFile[], paths: readonly string[]): readonly CoveredFile[] => {
  const names = new Set(paths.map(lastPart));
  return coverage.filter(({ path }) => names.has(lastPart(path)));
};

const lastPart = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

const endsWith = (path: string, end: string): boolean => path === end || path.endsWith(`/${end}`);

const fileOf = (
  path: string,
  candidates: readonly CoveredFile[],
  changed: readonly ChangedLines[],
): CoveredFile | 'not-reported' | 'ambiguous' => {
  const equal = candidates.find((file) => file.path === path);
  if (equal !== undefined) return equal;
  const longer = candidates.filter((file) => endsWith(file.path, path));
  const [only, second] = longer;
  if (second !== undefined) return 'ambiguous';
  if (only !== undefined) return only;
  const [shorter] = candidates
    .filter((file) => endsWith(path, file.path))
    .sort((a, b) => b.path.length - a.path.length);
  if (shorter === undefined) return 'not-reported';
  const others = changed.filter((other) => other.path !== path && endsWith(other.path, shorter.path));
  return others.length > 0 ? 'ambiguous' : shorter;
};
