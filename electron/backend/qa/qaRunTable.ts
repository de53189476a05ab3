import type { ProjectId, Revision } from '../../../shared/ids.ts';
import type { QaRun, QaRunId } from '../../../shared/qa/qaRun.ts';
import type { Database } from '../db/database.ts';
import { statement } from '../db/statement.ts';

type Row = {
  id: string;
  project_id: string;
  revision: string;
  name: string;
  state: QaRun['state'];
  started_at: number;
  started_by: string;
  ended_at: number | null;
  ended_by: string | null;
  end_reason: string;
  reopens: string | null;
};

const decode = (row: Row): QaRun => ({
  id: row.id as QaRunId,
  projectId: row.project_id as ProjectId,
  revision: row.revision as Revision,
  name: row.name,
  state: row.state,
  startedAt: row.started_at,
  startedBy: row.started_by,
  endedAt: row.ended_at,
  endedBy: row.ended_by,
  endReason: row.end_reason,
  reopens: row.reopens as QaRunId | null,
});

const encode = (run: QaRun): Row => ({
  id: run.id,
  project_id: run.projectId,
  revision: run.revision,
  name: run.name,
  state: run.state,
  started_at: run.startedAt,
  started_by: run.startedBy,
  ended_at: run.endedAt,
  ended_by: run.endedBy,
  end_reason: run.endReason,
  reopens: run.reopens,
});

const COLUMNS =
  'id, project_id, revision, name, state, started_at, started_by, ended_at, ended_by, end_reason, reopens';

export const getQaRun = (db: Database, id: QaRunId): QaRun | null => {
  const row = statement<[string], Row>(db, `SELECT ${COLUMNS} FROM qa_run WHERE id = ?`).get(id);
  return row === undefined ? null : decode(row);
};

/** Newest first, from behind the run `before` on. */
export const listQaRuns = (
  db: Database,
  project: ProjectId,
  { before, limit }: { readonly before: QaRunId | null; readonly limit: number },
): readonly QaRun[] =>
  statement<[string, string | null, string | null, number], Row>(
    db,
    `SELECT ${COLUMNS} FROM qa_run WHERE project_id = ?
       AND (? IS NULL OR sequence < (SELECT sequence FROM qa_run WHERE id = ?)) ORDER BY sequence DESC LIMIT ?`,
  )
    .all(project, before, before, limit)
    .map(decode);

/** The runs of a revision, newest first. */
export const listQaRunsOf = (db: Database, project: ProjectId, revision: Revision): readonly QaRun[] =>
  statement<[string, string], Row>(
    db,
    `SELECT ${COLUMNS} FROM qa_run WHERE project_id = ? AND revision = ? ORDER BY sequence DESC`,
  )
    .all(project, revision)
    .map(decode);

export const countQaRuns = (db: Database, project: ProjectId): number =>
  statement<[string], number>(db, 'SELECT count(*) FROM qa_run WHERE project_id = ?').pluck().get(project) ?? 0;

export const insertQaRun = (db: Database, run: QaRun): void => {
  statement<Row>(
    db,
    `INSERT INTO qa_run (${COLUMNS}) VALUES (@id, @project_id, @revision, @name, @state, @started_at, @started_by, @ended_at,
       @ended_by, @end_reason, @reopens)`,
  ).run(encode(run));
};

/** Writes how a run ended; nothing else of it ever changes. */
export const endQaRun = (db: Database, run: QaRun): void => {
  const { id, state, ended_at, ended_by, end_reason } = encode(run);
  statement<Pick<Row, 'id' | 'state' | 'ended_at' | 'ended_by' | 'end_reason'>>(
    db,
    'UPDATE qa_run SET state = @state, ended_at = @ended_at, ended_by = @ended_by, end_reason = @end_reason WHERE id = @id',
  ).run({ id, state, ended_at, ended_by, end_reason });
};
