import type { TestReport } from '../../../shared/qa/testReport.ts';

const number = (value: number) => value.toLocaleString('en-GB');

/** What a report holds, in figures. A share is rounded down, so that 100 % is all of it. */
export const reportFigures = ({ totals, lines }: Pick<TestReport, 'totals' | 'lines'>): string => {
  if (totals !== null) {
    const bad = totals.failed + totals.errors;
    return `${number(totals.passed)} passed, ${number(bad)} failed, ${number(totals.skipped)} skipped`;
  }
  if (lines === null) return '';
  const all = lines.covered + lines.missed;
  const share =
    all === 0 ? 'no line counted' : `${Math.floor((lines.covered / all) * 1000) / 10} % of ${number(all)} lines`;
  return `${share} in ${number(lines.files)} ${lines.files === 1 ? 'file' : 'files'}`;
};
