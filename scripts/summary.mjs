import { countsLine, sumCounts } from './readReports.mjs';

const wordOf = ({ counts, why }) => {
  if (counts.failed > 0) return 'FAILED';
  return why === undefined && counts.passed > 0 ? 'passed' : 'not run';
};

/** The last lines of a run: each suite with its result, what could not be run here and why, and the sums. */
export const summaryLines = (results) => {
  const width = Math.max(...results.map(({ title }) => title.length));
  const suites = results.map((result) => {
    const { title, counts, seconds = 0, why } = result;
    const tail = why === undefined ? `${countsLine(counts)} in ${seconds} s` : `because ${why}`;
    return `  ${wordOf(result).padEnd(8)} ${title.padEnd(width)}  ${tail}`;
  });
  const notes = [...new Set(results.flatMap((result) => result.notes ?? []))].map((note) => `  ${note}`);
  return [...suites, ...notes, countsLine(sumCounts(results.map(({ counts }) => counts)))];
};
