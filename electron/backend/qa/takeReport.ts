import { randomUUID } from 'node:crypto';
import type { ProjectId, Revision } from '../../../shared/ids.ts';
import type { QaRun } from '../../../shared/qa/qaRun.ts';
import type { TestCaseId } from '../../../shared/qa/testCase.ts';
import { ReportId, type TestReport } from '../../../shared/qa/testReport.ts';
import type { TestRunId } from '../../../shared/qa/testRun.ts';
import type { CaseBugs } from './caseBugs.ts';
import type { QaDeps } from './qaDeps.ts';
import { answerResult, listResults } from './qaResultTable.ts';
import { recordQa } from './recordQa.ts';
import type { TakenReport } from './reportOrders.ts';
import { insertReport } from './testReportTable.ts';

/** Where a report belongs. */
export interface ReportPlace {
  readonly project: ProjectId;
  readonly revision: Revision;
  /** The run whose cases it answers: one that still goes on, or null. */
  readonly run: QaRun | null;
  readonly testRun: TestRunId | null;
  readonly name: string;
}

/** Keeps a report for its revision, and answers the cases of the run that it fits. */
export const takeReport = (
  deps: QaDeps,
  bugs: CaseBugs,
  { project, revision, run, testRun, name }: ReportPlace,
  taken: TakenReport,
): TestReport => {
  const { db, clock, actor } = deps;
  const { kind, notices, totals, lines } = taken;
  const answers = run === null ? [] : taken.answers;
  const report: TestReport = {
    id: ReportId.parse(randomUUID()),
    projectId: project,
    revision,
    qaRun: run?.id ?? null,
    testRun,
    kind,
    name,
    at: clock.now(),
    by: actor,
    notices: [...notices],
    totals,
    lines,
    answered: answers.map((answer): TestCaseId => answer.case),
  };
  const line = {
    verb: 'qa.report',
    entity: run === null ? 'project' : 'QA run',
    id: run?.id ?? project,
    summary: `Read the ${kind} report ${name} of ${revision.slice(0, 7)}${run === null ? '' : ` into “${run.name}”: ${answers.length} cases answered`}`,
  };
  return recordQa(deps, project, line, () => {
    insertReport(db, report, taken);
    if (run === null) return report;
    const results = new Map(listResults(db, run.id).map((result) => [result.case, result]));
    for (const { case: id, outcome, evidence } of answers) {
      const before = results.get(id);
      if (before === undefined || (before.outcome === outcome && before.evidence === evidence && before.by === name))
        continue;
      const after = { ...before, outcome, evidence, from: 'junit' as const, version: before.version + 1 };
      answerResult(db, run.id, after, { by: name, at: clock.now() });
      if (outcome === 'fail') bugs.failedAgain(run, { ...after, by: name });
    }
    return report;
  });
};
