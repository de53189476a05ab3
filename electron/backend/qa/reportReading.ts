import { Failure } from '../../../shared/errors.ts';
import { answerCases } from '../../../shared/qa/answerCases.ts';
import { SHOWN_CASES_MAX, type WholeTestReport } from '../../../shared/qa/contract.ts';
import type { QaRunId } from '../../../shared/qa/qaRun.ts';
import type { JunitOutcome, ReportId, TestReport } from '../../../shared/qa/testReport.ts';
import type { QaDeps } from './qaDeps.ts';
import { needRun } from './qaGuards.ts';
import { listResults } from './qaResultTable.ts';
import { getReport, listReports, reportContent } from './testReportTable.ts';

const order: Readonly<Record<JunitOutcome, number>> = { error: 0, failed: 0, skipped: 1, passed: 2 };

/** The reports of a run, and what is in one. */
export const createReportReading = (deps: Pick<QaDeps, 'db'>) => ({
  list: (run: QaRunId): readonly TestReport[] => listReports(deps.db, needRun(deps, run).id),
  read: (id: ReportId): WholeTestReport => {
    const report = getReport(deps.db, id);
    if (report === null) throw new Failure('GONE', 'This report is not known (any more).', { what: 'report', id });
    const content = reportContent(deps.db, id);
    if (content === null)
      return {
        ...report,
        notices: [...report.notices, 'Its content was dropped, because it is old; the counts are what it said.'],
        cases: [],
        files: [],
        more: 0,
      };
    const plan = report.qaRun === null ? [] : listResults(deps.db, report.qaRun);
    const unmatched = new Set(answerCases(plan, content.cases).unmatched);
    const cases = content.cases
      .map((each, index) => ({ ...each, matched: !unmatched.has(index) }))
      .sort((a, b) => order[a.outcome] - order[b.outcome]);
    const share = ({ covered, missed }: { covered: number; missed: number }) =>
      covered + missed === 0 ? 1 : covered / (covered + missed);
    const files = content.files
      .map(({ path, covered, missed }) => ({ path, covered: covered.length, missed: missed.length }))
      .sort((a, b) => share(a) - share(b) || (a.path < b.path ? -1 : 1));
    return {
      ...report,
      cases: cases.slice(0, SHOWN_CASES_MAX),
      files: files.slice(0, SHOWN_CASES_MAX),
      more: Math.max(0, cases.length - SHOWN_CASES_MAX) + Math.max(0, files.length - SHOWN_CASES_MAX),
    };
  },
});
