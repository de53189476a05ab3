import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { z } from 'zod';
import type { ProjectId, Revision } from '../../../shared/ids.ts';
import type { QaRunId } from '../../../shared/qa/qaRun.ts';
import { CoveredFile, JunitCase, type ReportId, TestReport } from '../../../shared/qa/testReport.ts';
import type { TestRunId } from '../../../shared/qa/testRun.ts';
import type { Database } from '../db/database.ts';
import { statement } from '../db/statement.ts';

/** What a report holds; its counts stay when this was dropped. */
export const ReportContent = z.object({ cases: z.array(JunitCase), files: z.array(CoveredFile) });
export type ReportContent = Readonly<z.infer<typeof ReportContent>>;

/** Reports of a project whose content is kept: months of work, and at most some hundred MB. */
const KEPT = 100;

const Facts = TestReport.pick({ notices: true, totals: true, lines: true, answered: true });

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

const encode = (report: TestReport): Row => ({
  id: report.id,
  project_id: report.projectId,
  revision: report.revision,
  qa_run_id: report.qaRun,
  test_run_id: report.testRun,
  kind: report.kind,
  name: report.name,
  at: report.at,
  by: report.by,
  facts: JSON.stringify(Facts.parse(report)),
});

const COLUMNS = 'id, project_id, revision, qa_run_id, test_run_id, kind, name, at, by, facts';

/** Keeps a report, and drops the content of the oldest of its project. */
export const insertReport = (db: Database, report: TestReport, content: ReportContent): void => {
  statement<Row & { content: Buffer }>(
    db,
    `INSERT INTO test_report (${COLUMNS}, content)
     VALUES (@id, @project_id, @revision, @qa_run_id, @test_run_id, @kind, @name, @at, @by, @facts, @content)`,
  ).run({ ...encode(report), content: deflateRawSync(JSON.stringify(content)) });
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

/** What a report holds; null when it was dropped. */
export const reportContent = (db: Database, id: ReportId): ReportContent | null => {
  const row = statement<[string], { content: Buffer | null }>(db, 'SELECT content FROM test_report WHERE id = ?').get(
    id,
  );
  return row?.content == null ? null : ReportContent.parse(JSON.parse(inflateRawSync(row.content).toString('utf8')));
};

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
