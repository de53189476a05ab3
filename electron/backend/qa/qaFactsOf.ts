import type { ProjectId, Revision } from '../../../shared/ids.ts';
import type { CoverageFacts, QaFacts, TestFacts } from '../../../shared/qa/qaFacts.ts';
import { countResults } from '../../../shared/qa/qaProgress.ts';
import { runThatCounts } from '../../../shared/qa/runThatCounts.ts';
import type { TestReport } from '../../../shared/qa/testReport.ts';
import type { QaDeps } from './qaDeps.ts';
import { listResults } from './qaResultTable.ts';
import { listQaRunsOf } from './qaRunTable.ts';
import type { ReportEngine } from './reportEngine.ts';
import { listReportsOf, packedContent, reportFailures } from './testReportTable.ts';

const NAMED = 20;

/** What gates and machine answers may ask about a revision. */
export const createQaFacts = ({ db }: Pick<QaDeps, 'db'>, engine: Pick<ReportEngine, 'ask'>) => {
  /** The newest report of each name: a second run of the tests replaces the first. */
  const newest = (project: ProjectId, revision: Revision, isWanted: (report: TestReport) => boolean) => {
    const byName = new Map<string, TestReport>();
    for (const report of listReportsOf(db, project, revision).filter(isWanted))
      if (!byName.has(report.name)) byName.set(report.name, report);
    return [...byName.values()];
  };

  const qaOf = (project: ProjectId, revision: Revision): QaFacts => {
    const run = runThatCounts(listQaRunsOf(db, project, revision));
    if (run === null) return { revision, run: null };
    const results = listResults(db, run.id);
    return {
      revision,
      run: {
        id: run.id,
        name: run.name,
        state: run.state,
        counts: countResults(results),
        endedAt: run.endedAt,
        open: results
          .filter(({ required, outcome }) => required && outcome !== 'pass')
          .slice(0, NAMED)
          .map(({ title }) => title),
      },
    };
  };

  const testsOf = (project: ProjectId, revision: Revision): TestFacts | null => {
    const reports = newest(project, revision, ({ totals }) => totals !== null);
    const [first] = reports;
    if (first === undefined) return null;
    const sum = (key: 'tests' | 'passed' | 'failed' | 'errors' | 'skipped') =>
      reports.reduce((all, { totals }) => all + (totals?.[key] ?? 0), 0);
    return {
      totals: {
        tests: sum('tests'),
        passed: sum('passed'),
        failed: sum('failed'),
        errors: sum('errors'),
        skipped: sum('skipped'),
      },
      failures: reports.flatMap(({ id }) => reportFailures(db, id)).slice(0, NAMED),
      reports: reports.map(({ name }) => name),
      at: Math.max(...reports.map(({ at }) => at)),
    };
  };

  const coverageOf = async (
    project: ProjectId,
    revision: Revision,
    paths: readonly string[],
  ): Promise<CoverageFacts | null> => {
    const reports = newest(project, revision, ({ lines }) => lines !== null);
    const contents = reports.flatMap(({ id }) => {
      const content = packedContent(db, id);
      return content === null ? [] : [content];
    });
    if (contents.length === 0) return null;
    return {
      files: [...(await engine.ask('coverage', { contents, paths }, contents))],
      reports: reports.map(({ name }) => name),
      at: Math.max(...reports.map(({ at }) => at)),
    };
  };

  return { qaOf, testsOf, coverageOf };
};
