import { z } from 'zod';
import type { ProjectId, Revision } from '../../../shared/ids.ts';
import type { QaRunId } from '../../../shared/qa/qaRun.ts';
import { type ReportId, TestReport } from '../../../shared/qa/testReport.ts';
import type { TestRunId } from '../../../shared/qa/testRun.ts';
import type { Database } from '../db/database.ts';
import { statement } from '../db/statement.ts';

/** Reports of a project whose content is kept: months of work, and at most some hundred MB. */
const KEPT = 100;

const Facts = TestReport.pick({ notices: true, totals: true, lines: true, answered: true });
/** Beside the facts of a report, so that gates need not read its content. */
const Failures = z.object({ failures: z.array(z.string()).default([]) });

type Row = {
  id: string;
  project_id: string;
  revision: string;
  qa_run_id: string | null;
  test_run_id: string | null;
  kind: TestReport['kind'];
  name: string;
  at: number;
  by: string;
  facts: string;
};

const decode = (row: Row): TestReport => ({
  ...Facts.parse(JSON.parse(row.facts)),
  id: row.id as ReportId,
  projectId: row.project_id as ProjectId,
  revision: row.revision as Revision,
  qaRun: row.qa_run_id as QaRunId | null,
  testRun: row.test_run_id as TestRunId | null,
  kind: row.kind,
  name: row.name,
  at: row.at,
  by: row.by,
});

const encode = (report: TestReport, failures: readonly string[]): Row => ({
  id: report.id,
  project_id: report.projectId,
  revision: report.revision,
  qa_run_id: report.qaRun,
  test_run_id: report.testRun,
  kind: report.kind,
  name: report.name,
  at: report.at,
  by: report.by,
  facts: JSON.stringify({ ...Facts.parse(report), failures }),
});

const COLUMNS = 'id, project_id, revision, qa_run_id, test_run_id, kind, name, at, by, facts';

/** Keeps a report, and drops the content of the oldest of its project. */
export const insertReport = (
  db: Database,
  report: TestReport,
  { failures, content }: { readonly failures: readonly string[]; readonly content: Uint8Array },
): void => {
  statement<Row & { content: Uint8Array }>(
    db,
    `INSERT INTO test_report (${COLUMNS}, content)
     VALUES (@id, @project_id, @revision, @qa_run_id, @test_run_id, @kind, @name, @at, @by, @facts, @content)`,
  ).run({ ...encode(report, failures), content });
  statement<[string, string, number]>(
    db,
    `UPDATE test_report SET content = NULL WHERE project_id = ? AND content IS NOT NULL AND sequence <=
       (SELECT sequence FROM test_report WHERE project_id = ? AND content IS NOT NULL ORDER BY sequence DESC LIMIT 1 OFFSET ?)`,
  ).run(report.projectId, report.projectId, KEPT);
};

export const getReport = (db: Database, id: ReportId): TestReport | null => {
  const row = statement<[string], Row>(db, `SELECT ${COLUMNS} FROM test_report WHERE id = ?`).get(id);
  return row === undefined ? null : decode(row);
};

/** What a report holds, packed; null when it was dropped. */
export const packedContent = (db: Database, id: ReportId): Uint8Array | null =>
  statement<[string], Buffer | null>(db, 'SELECT content FROM test_report WHERE id = ?').pluck().get(id) ?? null;

/** Names of cases that failed, the first ones. */
export const reportFailures = (db: Database, id: ReportId): readonly string[] => {
  const facts = statement<[string], string>(db, 'SELECT facts FROM test_report WHERE id = ?').pluck().get(id);
  return facts === undefined ? [] : Failures.parse(JSON.parse(facts)).failures;
};

export const countReports = (db: Database, project: ProjectId): number =>
  statement<[string], number>(db, 'SELECT count(*) FROM test_report WHERE project_id = ?').pluck().get(project) ?? 0;

/** Those of a QA run, newest first. */
export const listReports = (db: Database, run: QaRunId): readonly TestReport[] =>
  statement<[string], Row>(
    db,
    `SELECT ${COLUMNS} FROM test_report WHERE qa_run_id = ? ORDER BY sequence DESC LIMIT 200`,
  )
    .all(run)
    .map(decode);

/** Those of a revision, newest first. */
export const listReportsOf = (db: Database, project: ProjectId, revision: Revision): readonly TestReport[] =>
  statement<[string, string], Row>(
    db,
    `SELECT ${COLUMNS} FROM test_report WHERE project_id = ? AND revision = ? ORDER BY sequence DESC LIMIT 200`,
  )
    .all(project, revision)
    .map(decode);
