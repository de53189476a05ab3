import { Failure } from '../../../shared/errors.ts';
import type { WholeTestReport } from '../../../shared/qa/contract.ts';
import type { QaRunId } from '../../../shared/qa/qaRun.ts';
import type { ReportId, TestReport } from '../../../shared/qa/testReport.ts';
import type { QaDeps } from './qaDeps.ts';
import { needRun } from './qaGuards.ts';
import { matchedCases } from './qaResultTable.ts';
import type { ReportEngine } from './reportEngine.ts';
import { getReport, listReports, packedContent } from './testReportTable.ts';

/** The reports of a run, and what is in one. */
export const createReportReading = (deps: Pick<QaDeps, 'db'>, engine: Pick<ReportEngine, 'ask'>) => ({
  list: (run: QaRunId): readonly TestReport[] => listReports(deps.db, needRun(deps, run).id),
  read: async (id: ReportId): Promise<WholeTestReport> => {
    const report = getReport(deps.db, id);
    if (report === null) throw new Failure('GONE', 'This report is not known (any more).', { what: 'report', id });
    const content = packedContent(deps.db, id);
    if (content === null)
      return {
        ...report,
        notices: [...report.notices, 'Its content was dropped, because it is old; the counts are what it said.'],
        cases: [],
        files: [],
        more: 0,
      };
    const plan = report.qaRun === null ? [] : matchedCases(deps.db, report.qaRun);
    return { ...report, ...(await engine.ask('view', { content, plan }, [content])) };
  },
});
