import type { ProjectId } from '../../../shared/ids.ts';
import type { QaRunId } from '../../../shared/qa/qaRun.ts';
import type { TestCaseId } from '../../../shared/qa/testCase.ts';
import type { ReportId } from '../../../shared/qa/testReport.ts';
import type { TestRunId } from '../../../shared/qa/testRun.ts';
import { api } from '../../backend/client.ts';

/** Runs read at once. */
const PAGE = 50;

/** What the QA screens read; the live stream says when to read again. */
export const planOfTests = (project: ProjectId) => api.qa.plan.queryOptions({ input: { project } });
export const qaSettingsOf = (project: ProjectId) => api.qa.settings.queryOptions({ input: { project } });
export const qaRunsOf = (project: ProjectId) =>
  api.qa.runs.infiniteOptions({
    input: (before: QaRunId | null) => ({ project, before, limit: PAGE }),
    initialPageParam: null,
    getNextPageParam: ({ runs, more }) => (more ? (runs.at(-1)?.id ?? null) : null),
  });
export const qaRunOf = (run: QaRunId) => api.qa.run.queryOptions({ input: { run } });
export const answersOf = (run: QaRunId, id: TestCaseId) => api.qa.answers.queryOptions({ input: { run, case: id } });
export const testRunsOf = (project: ProjectId, run: QaRunId | null) =>
  api.qa.testRuns.queryOptions({ input: { project, run } });
export const testRunOf = (test: TestRunId) => api.qa.testRun.queryOptions({ input: { test } });
export const reportsOf = (run: QaRunId) => api.qa.reports.queryOptions({ input: { run } });
export const reportOf = (report: ReportId) => api.qa.report.queryOptions({ input: { report } });
export const membersOf = (project: ProjectId) => api.team.list.queryOptions({ input: { project } });

/** Asks the repository: it may have moved since, so it is asked anew each time the form opens. */
export const candidatesOf = (project: ProjectId) => ({
  ...api.qa.candidates.queryOptions({ input: { project } }),
  staleTime: 0,
});
