import type { ItemId, ProjectId } from '../../../shared/ids.ts';
import { type TestCase, TestCaseFields, type TestCaseId } from '../../../shared/qa/testCase.ts';
import type { Database } from '../db/database.ts';
import { statement } from '../db/statement.ts';

/** A case as it is kept: with its bug, and the answer that was last noted on it. */
export interface StoredCase extends TestCase {
  readonly bug: ItemId | null;
  /** `run:version` of the failure that was last written on the bug, so that none is written twice. */
  readonly bugNoted: string;
}

type Row = {
  id: string;
  project_id: string;
  category: string;
  rank: string;
  settings: string;
  archived_at: number | null;
  version: number;
  bug: string | null;
  bug_noted: string;
};

const decode = (row: Row): StoredCase => ({
  ...TestCaseFields.parse(JSON.parse(row.settings)),
  id: row.id as TestCaseId,
  projectId: row.project_id as ProjectId,
  rank: row.rank,
  archivedAt: row.archived_at,
  version: row.version,
  bug: row.bug as ItemId | null,
  bugNoted: row.bug_noted,
});

const encode = ({ id, projectId, rank, archivedAt, version, bug, bugNoted, ...fields }: StoredCase): Row => ({
  id,
  project_id: projectId,
  category: fields.category,
  rank,
  settings: JSON.stringify(fields),
  archived_at: archivedAt,
  version,
  bug,
  bug_noted: bugNoted,
});

const COLUMNS = 'id, project_id, category, rank, settings, archived_at, version, bug, bug_noted';

/** Every case of a project by its rank, archived ones too; the categories are not in order. */
export const listCases = (db: Database, project: ProjectId): readonly StoredCase[] =>
  statement<[string], Row>(db, `SELECT ${COLUMNS} FROM test_case WHERE project_id = ? ORDER BY rank, id`)
    .all(project)
    .map(decode);

export const getCase = (db: Database, id: TestCaseId): StoredCase | null => {
  const row = statement<[string], Row>(db, `SELECT ${COLUMNS} FROM test_case WHERE id = ?`).get(id);
  return row === undefined ? null : decode(row);
};

/** Writes a case in the place of the one with its id, or a new one. */
export const putCase = (db: Database, testCase: StoredCase): void => {
  statement<Row>(
    db,
    `INSERT INTO test_case (${COLUMNS})
     VALUES (@id, @project_id, @category, @rank, @settings, @archived_at, @version, @bug, @bug_noted)
     ON CONFLICT (id) DO UPDATE SET category = @category, rank = @rank, settings = @settings, archived_at = @archived_at,
       version = @version, bug = @bug, bug_noted = @bug_noted`,
  ).run(encode(testCase));
};

export const deleteCase = (db: Database, id: TestCaseId): void => {
  statement<[string]>(db, 'DELETE FROM test_case WHERE id = ?').run(id);
};

/** Whether a run holds the case. */
export const caseIsUsed = (db: Database, id: TestCaseId): boolean =>
  statement<[string], { used: number }>(db, 'SELECT 1 AS used FROM qa_result WHERE case_id = ? LIMIT 1').get(id) !==
  undefined;
