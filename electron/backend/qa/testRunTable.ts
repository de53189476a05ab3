import { z } from 'zod';
import type { ProjectId, Revision } from '../../../shared/ids.ts';
import type { QaRunId } from '../../../shared/qa/qaRun.ts';
import { TestEnd, type TestRun, type TestRunId } from '../../../shared/qa/testRun.ts';
import type { Database } from '../db/database.ts';
import { statement } from '../db/statement.ts';

/** A run of the test command as it is kept: only its log's file knows how long the log is. */
export type StoredTestRun = Omit<TestRun, 'logBytes'>;

type Row = {
  id: string;
  project_id: string;
  qa_run_id: string | null;
  revision: string;
  command: string;
  place: string;
  started_by: string;
  started_at: number;
  ended_at: number | null;
  cancel_requested_at: number | null;
  end: string | null;
  report_notes: string;
};

const Notes = z.array(z.string());

const decode = (row: Row): StoredTestRun => ({
  id: row.id as TestRunId,
  projectId: row.project_id as ProjectId,
  qaRun: row.qa_run_id as QaRunId | null,
  revision: row.revision as Revision,
  command: row.command,
  where: row.place,
  startedBy: row.started_by,
  startedAt: row.started_at,
  endedAt: row.ended_at,
  cancelRequestedAt: row.cancel_requested_at,
  end: row.end === null ? null : TestEnd.parse(JSON.parse(row.end)),
  reportNotes: Notes.parse(JSON.parse(row.report_notes)),
});

const encode = (run: StoredTestRun): Row => ({
  id: run.id,
  project_id: run.projectId,
  qa_run_id: run.qaRun,
  revision: run.revision,
  command: run.command,
  place: run.where,
  started_by: run.startedBy,
  started_at: run.startedAt,
  ended_at: run.endedAt,
  cancel_requested_at: run.cancelRequestedAt,
  end: run.end === null ? null : JSON.stringify(run.end),
  report_notes: JSON.stringify(run.reportNotes),
});

const COLUMNS =
  'id, project_id, qa_run_id, revision, command, place, started_by, started_at, ended_at, cancel_requested_at, end, report_notes';

export const getTestRun = (db: Database, id: TestRunId): StoredTestRun | null => {
  const row = statement<[string], Row>(db, `SELECT ${COLUMNS} FROM test_run WHERE id = ?`).get(id);
  return row === undefined ? null : decode(row);
};

/** The newest 50, of a QA run or of the whole project. */
export const listTestRuns = (db: Database, project: ProjectId, run: QaRunId | null): readonly StoredTestRun[] =>
  statement<[string, string | null, string | null], Row>(
    db,
    `SELECT ${COLUMNS} FROM test_run WHERE project_id = ? AND (? IS NULL OR qa_run_id = ?) ORDER BY id DESC LIMIT 50`,
  )
    .all(project, run, run)
    .map(decode);

export const countTestRuns = (db: Database, project: ProjectId): number =>
  statement<[string], number>(db, 'SELECT count(*) FROM test_run WHERE project_id = ?').pluck().get(project) ?? 0;

/** The one that goes on in the project. */
export const activeTestRun = (db: Database, project: ProjectId): StoredTestRun | null => {
  const row = statement<[string], Row>(db, `SELECT ${COLUMNS} FROM test_run WHERE project_id = ? AND end IS NULL`).get(
    project,
  );
  return row === undefined ? null : decode(row);
};

/** Every one that there is, of any project: whose logs are kept. */
export const testRunIds = (db: Database): ReadonlySet<string> =>
  new Set(
    statement<[], { id: string }>(db, 'SELECT id FROM test_run')
      .all()
      .map(({ id }) => id),
  );

/** Those of a project behind the newest `kept`. */
export const olderTestRunIds = (db: Database, project: ProjectId, kept: number): readonly string[] =>
  statement<[string, number], { id: string }>(
    db,
    'SELECT id FROM test_run WHERE project_id = ? ORDER BY id DESC LIMIT -1 OFFSET ?',
  )
    .all(project, kept)
    .map(({ id }) => id);

/** All that have no end, of any project. */
export const unendedTestRuns = (db: Database): readonly StoredTestRun[] =>
  statement<[], Row>(db, `SELECT ${COLUMNS} FROM test_run WHERE end IS NULL`).all().map(decode);

/** Writes a run in the place of the one with its id, or a new one. */
export const putTestRun = (db: Database, run: StoredTestRun): void => {
  statement<Row>(
    db,
    `INSERT INTO test_run (${COLUMNS}) VALUES (@id, @project_id, @qa_run_id, @revision, @command, @place, @started_by,
       @started_at, @ended_at, @cancel_requested_at, @end, @report_notes)
     ON CONFLICT (id) DO UPDATE SET ended_at = @ended_at, cancel_requested_at = @cancel_requested_at, end = @end,
       report_notes = @report_notes`,
  ).run(encode(run));
};
