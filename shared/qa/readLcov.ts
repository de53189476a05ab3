import type { CoverageReading } from './coverageReading.ts';
import { createCoveredFiles, LINE_MAX } from './createCoveredFiles.ts';
import { tidyPath } from './tidyPath.ts';

/** Reads an lcov tracefile: geninfo(1), "FILES". Never throws.
 *
 * Read are `SF`, `DA` and `end_of_record`; `LF` and `LH` are compared with what was counted. Functions and branches do not decide whether a
 * line ran. */
export const readLcov = (text: string): CoverageReading => {
  const files = createCoveredFiles();
  let path: string | null = null;
  let begun = false;
  let [records, odd, wrong, full] = [0, 0, 0, 0];
  let seen = new Map<number, boolean>();
  let said: { found: number | null; hit: number | null } = { found: null, hit: null };
  const close = () => {
    const hit = [...seen.values()].filter(Boolean).length;
    if ((said.found !== null && said.found !== seen.size) || (said.hit !== null && said.hit !== hit)) wrong += 1;
  };
  for (let from = 0, next = 0; from <= text.length; from = next) {
    const end = text.indexOf('\n', from);
    next = end < 0 ? text.length + 1 : end + 1;
    const line = text.slice(from, next - 1).trim();
    if (line.startsWith('SF:')) {
      begun = true;
      records += 1;
      path = tidyPath(line.slice(3));
      seen = new Map();
      said = { found: null, hit: null };
      if (path === null) odd += 1;
      else if (!files.open(path)) {
        full += 1;
        path = null;
      }
    } else if (line === 'end_of_record') {
      if (begun) close();
      begun = false;
      path = null;
    } else if (line.startsWith('DA:')) {
      const counted = /^DA:(\d{1,8}),(-?\d{1,20}(?:\.\d+)?(?:[eE]\+?\d+)?)(?:,.*)?$/.exec(line);
      const number = Number(counted?.[1] ?? 0);
      if (counted === null || number < 1 || number > LINE_MAX || !begun) odd += 1;
      else {
        const ran = Number(counted[2]) > 0;
        seen.set(number, (seen.get(number) ?? false) || ran);
        if (path !== null) files.line(path, number, ran);
      }
    } else if (/^L[FH]:\d{1,9}$/.test(line)) {
      const number = Number(line.slice(3));
      said = line.startsWith('LF') ? { ...said, found: number } : { ...said, hit: number };
    }
  }
  if (records === 0)
    return { ok: false, message: 'This is no lcov report: it names no source file (SF:).', line: null, column: null };
  const notices = [
    begun ? 'The report is cut short: its last file has no end_of_record.' : null,
    wrong > 0
      ? `${wrong} ${wrong === 1 ? 'file says' : 'files say'} other counts of lines than the report holds.`
      : null,
    odd > 0
      ? `${odd} ${odd === 1 ? 'line' : 'lines'} of the report could not be read and ${odd === 1 ? 'was' : 'were'} left out.`
      : null,
    full > 0 ? `${full} more files were left out.` : null,
  ].filter((notice) => notice !== null);
  return { ok: true, files: files.all(), notices };
};
