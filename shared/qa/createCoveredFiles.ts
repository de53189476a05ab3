import type { CoveredFile } from './testReport.ts';

/** No source file has more lines. */
export const LINE_MAX = 10_000_000;
/** Files of one report that are kept. */
const FILES_MAX = 50_000;

/** Lines of files as they are read: a file or line that comes again is covered when it ran once. */
export const createCoveredFiles = () => {
  const files = new Map<string, Map<number, boolean>>();
  return {
    /** Says that a file is in the report; false when there is no room for it. */
    open: (path: string): boolean => {
      if (files.has(path)) return true;
      if (files.size >= FILES_MAX) return false;
      files.set(path, new Map());
      return true;
    },
    line: (path: string, line: number, ran: boolean): void => {
      const lines = files.get(path);
      lines?.set(line, (lines.get(line) ?? false) || ran);
    },
    all: (): readonly CoveredFile[] =>
      [...files].map(([path, lines]) => {
        const sorted = [...lines].sort(([a], [b]) => a - b);
        return {
          path,
          covered: sorted.filter(([, ran]) => ran).map(([line]) => line),
          missed: sorted.filter(([, ran]) => !ran).map(([line]) => line),
        };
      }),
  };
};
