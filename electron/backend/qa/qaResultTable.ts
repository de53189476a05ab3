import type { ItemId } from '../../../shared/ids.ts';
import type { MatchedCase } from '../../../shared/qa/answerCases.ts';
import type { CaseAnswer, QaCounts, QaResult, QaRunId } from '../../../shared/qa/qaRun.ts';
import { TestCaseFields, type TestCaseId } from '../../../shared/qa/testCase.ts';
import type { Database } from '../db/database.ts';
import { statement } from '../db/statement.ts';

type Row = {
  case_id: string;
  position: number;
  settings: string;
  outcome: QaResult['outcome'];
  evidence: string;
  answered_by: string | null;
  answered_at: number | null;
  answered_from: QaResult['from'];
  version: number;
  bug: string | null;
};

const decode = (row: Row): QaResult => ({
  ...TestCaseFields.parse(JSON.parse(row.settings)),
  case: row.case_id as TestCaseId,
  position: row.position,
  outcome: row.outcome,
  evidence: row.evidence,
  by: row.answered_by,
  at: row.answered_at,
  from: row.answered_from,
  version: row.version,
  bug: row.bug as ItemId | null,
});

const encode = ({ case: id, position, outcome, evidence, by, at, from, version, bug, ...fields }: QaResult): Row => ({
  case_id: id,
  position,
  settings: JSON.stringify(fields),
  outcome,
  evidence,
  answered_by: by,
  answered_at: at,
  answered_from: from,
  version,
  bug,
});

const SELECT = `SELECT r.case_id, r.position, r.settings, r.outcome, r.evidence, r.answered_by, r.answered_at, r.answered_from, r.version, c.bug
  FROM qa_result r LEFT JOIN test_case c ON c.id = r.case_id`;

/** How many results of a run have which answer, without reading them all. */
export const countsOfRun = (db: Database, run: QaRunId): QaCounts => {
  const counts = { pass: 0, fail: 0, blocked: 0, 'not-run': 0, requiredOpen: 0 };
  const rows = statement<[string], { outcome: QaResult['outcome']; required: number; count: number }>(
    db,
    `SELECT outcome, json_extract(settings, '$.required') AS required, count(*) AS count FROM qa_result
     WHERE run_id = ? GROUP BY 1, 2`,
  ).all(run);
  for (const { outcome, required, count } of rows) {
    counts[outcome] += count;
    if (required === 1 && outcome !== 'pass') counts.requiredOpen += count;
  }
  return counts;
};

/** The results of a run in the plan's order. */
export const listResults = (db: Database, run: QaRunId): readonly QaResult[] =>
  statement<[string], Row>(db, `${SELECT} WHERE r.run_id = ? ORDER BY r.position`).all(run).map(decode);

/** The cases of a run with what fits them, as reports are compared with. */
export const matchedCases = (db: Database, run: QaRunId): readonly MatchedCase[] =>
  listResults(db, run).map(({ case: id, match }) => ({ case: id, match }));

export const getResult = (db: Database, run: QaRunId, id: TestCaseId): QaResult | null => {
  const row = statement<[string, string], Row>(db, `${SELECT} WHERE r.run_id = ? AND r.case_id = ?`).get(run, id);
  return row === undefined ? null : decode(row);
};

export const insertResult = (db: Database, run: QaRunId, result: QaResult): void => {
  const { bug: _bug, ...row } = encode(result);
  statement<Omit<Row, 'bug'> & { run: string }>(
    db,
    `INSERT INTO qa_result (run_id, case_id, position, settings, outcome, evidence, answered_by, answered_at, answered_from, version)
     VALUES (@run, @case_id, @position, @settings, @outcome, @evidence, @answered_by, @answered_at, @answered_from, @version)`,
  ).run({ ...row, run });
};

/** Writes a new answer and keeps it in the result's history. */
export const answerResult = (
  db: Database,
  run: QaRunId,
  result: QaResult,
  by: { readonly by: string; readonly at: number },
): void => {
  const row = encode({ ...result, ...by });
  const answer = {
    run,
    case_id: row.case_id,
    outcome: row.outcome,
    evidence: row.evidence,
    answered_by: row.answered_by,
    answered_at: row.answered_at,
    answered_from: row.answered_from,
  };
  statement<typeof answer & { version: number }>(
    db,
    `UPDATE qa_result SET outcome = @outcome, evidence = @evidence, answered_by = @answered_by, answered_at = @answered_at,
       answered_from = @answered_from, version = @version WHERE run_id = @run AND case_id = @case_id`,
  ).run({ ...answer, version: row.version });
  statement<typeof answer>(
    db,
    `INSERT INTO qa_answer (run_id, case_id, outcome, evidence, answered_by, answered_at, answered_from)
     VALUES (@run, @case_id, @outcome, @evidence, @answered_by, @answered_at, @answered_from)`,
  ).run(answer);
};

type AnswerRow = Pick<Row, 'outcome' | 'evidence' | 'answered_by' | 'answered_at' | 'answered_from'>;

/** Every answer of a case in a run, newest first. */
export const listAnswers = (db: Database, run: QaRunId, id: TestCaseId): readonly CaseAnswer[] =>
  statement<[string, string], AnswerRow>(
    db,
    `SELECT outcome, evidence, answered_by, answered_at, answered_from FROM qa_answer
     WHERE run_id = ? AND case_id = ? ORDER BY sequence DESC LIMIT 200`,
  )
    .all(run, id)
    .map((row) => ({
      outcome: row.outcome,
      evidence: row.evidence,
      by: row.answered_by,
      at: row.answered_at,
      from: row.answered_from,
    }));
