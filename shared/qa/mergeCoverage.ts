import { createCoveredFiles } from './createCoveredFiles.ts';
import type { CoveredFile } from './testReport.ts';

/** Several coverage reports as one: a line ran when it ran in one of them. Files are told apart by their path as reported. */
export const mergeCoverage = (reports: readonly (readonly CoveredFile[])[]): readonly CoveredFile[] => {
  const [only] = reports;
  if (only !== undefined && reports.length === 1) return only;
  const all = createCoveredFiles();
  for (const { path, covered, missed } of reports.flat()) {
    if (!all.open(path)) continue;
    for (const line of covered) all.line(path, line, true);
    for (const line of missed) all.line(path, line, false);
  }
  return all.all();
};
