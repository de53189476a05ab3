import type { CoveredFile } from './testReport.ts';

/** No source file has more lines. */
export const LINE_MAX = 10_000_000;
/** Files of one report that are kept. */
const FILES_MAX = 50_000;

/** Lines of files as they are read: a file or line that comes again is covered when it ran once.
 *
 * A hundred megabytes of coverage have ten million lines: each is one number until `all` is asked, twice its line, and one more when it did not run. */
export const createCoveredFiles = () => {
  const files = new Map<string, number[]>();
  return {
    /** Says that a file is in the report; false when there is no room for it. */
    open: (path: string): boolean => {
      if (files.has(path)) return true;
      if (files.size >= FILES_MAX) return false;
      files.set(path, []);
      return true;
    },
    line: (path: string, line: number, ran: boolean): void => {
      files.get(path)?.push(line * 2 + (ran ? 0 : 1));
    },
    all: (): readonly CoveredFile[] =>
      [...files].map(([path, lines]) => {
        const covered: number[] = [];
        const missed: number[] = [];
        let before = 0;
        // In this order the lines rise, and of a line that comes again the one that ran is first.
        for (const each of Uint32Array.from(lines).sort()) {
          const line = Math.floor(each / 2);
          if (line !== before) (each % 2 === 0 ? covered : missed).push(line);
          before = line;
        }
        return { path, covered, missed };
      }),
  };
};
