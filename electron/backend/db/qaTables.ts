/** The schema of QA: the plan, its runs with every answer, runs of the test command and what reports said; and what a deploy was let through with.
 *
 * A run that is over never changes, nor do its answers. A bug belongs to its case, not to a run; it has no reference, because an item may be
 * removed and brought back by an undo. */
export const qaTables = `
  CREATE TABLE test_case (
    id TEXT PRIMARY KEY,
    project_id TEXT NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    category TEXT NOT NULL CHECK (category IN ('unit', 'integration', 'functionality', 'edge', 'regression')),
    rank TEXT NOT NULL,
    settings TEXT NOT NULL,
    archived_at INTEGER,
    version INTEGER NOT NULL,
    bug TEXT,
    bug_noted TEXT NOT NULL DEFAULT ''
  ) STRICT;
  CREATE INDEX test_case_of_project ON test_case (project_id, category, rank);

  CREATE TABLE qa_settings (
    project_id TEXT PRIMARY KEY REFERENCES project (id) ON DELETE CASCADE,
    settings TEXT NOT NULL,
    version INTEGER NOT NULL
  ) STRICT;

  CREATE TABLE qa_run (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    project_id TEXT NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    revision TEXT NOT NULL CHECK (length(revision) = 40),
    name TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('running', 'finished', 'abandoned')),
    started_at INTEGER NOT NULL,
    started_by TEXT NOT NULL,
    ended_at INTEGER,
    ended_by TEXT,
    end_reason TEXT NOT NULL,
    reopens TEXT
  ) STRICT;
  CREATE INDEX qa_run_of_project ON qa_run (project_id, sequence);
  CREATE INDEX qa_run_of_revision ON qa_run (project_id, revision, sequence);
  CREATE TRIGGER ended_qa_run_is_not_rewritten BEFORE UPDATE ON qa_run WHEN OLD.state <> 'running'
    BEGIN SELECT RAISE (ABORT, 'a QA run that is over never changes'); END;

  CREATE TABLE qa_result (
    run_id TEXT NOT NULL REFERENCES qa_run (id) ON DELETE CASCADE,
    case_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    settings TEXT NOT NULL,
    outcome TEXT NOT NULL CHECK (outcome IN ('pass', 'fail', 'blocked', 'not-run')),
    evidence TEXT NOT NULL,
    answered_by TEXT,
    answered_at INTEGER,
    answered_from TEXT NOT NULL CHECK (answered_from IN ('hand', 'junit', 'carried')),
    version INTEGER NOT NULL,
    PRIMARY KEY (run_id, case_id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX qa_result_of_case ON qa_result (case_id);
  CREATE TRIGGER result_of_ended_run_is_not_rewritten BEFORE UPDATE ON qa_result
    WHEN (SELECT state FROM qa_run WHERE id = OLD.run_id) <> 'running'
    BEGIN SELECT RAISE (ABORT, 'a QA run that is over never changes'); END;
  CREATE TRIGGER result_of_ended_run_is_not_added BEFORE INSERT ON qa_result
    WHEN (SELECT state FROM qa_run WHERE id = NEW.run_id) <> 'running'
    BEGIN SELECT RAISE (ABORT, 'a QA run that is over never changes'); END;

  CREATE TABLE qa_answer (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    run_id TEXT NOT NULL REFERENCES qa_run (id) ON DELETE CASCADE,
    case_id TEXT NOT NULL,
    outcome TEXT NOT NULL,
    evidence TEXT NOT NULL,
    answered_by TEXT NOT NULL,
    answered_at INTEGER NOT NULL,
    answered_from TEXT NOT NULL
  ) STRICT;
  CREATE INDEX qa_answer_of_case ON qa_answer (run_id, case_id, sequence);
  CREATE TRIGGER qa_answer_is_not_rewritten BEFORE UPDATE ON qa_answer
    BEGIN SELECT RAISE (ABORT, 'the history of a result is append-only'); END;

  CREATE TABLE test_run (
    id TEXT PRIMARY KEY,
    project_id TEXT NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    qa_run_id TEXT REFERENCES qa_run (id) ON DELETE SET NULL,
    revision TEXT NOT NULL,
    command TEXT NOT NULL,
    place TEXT NOT NULL,
    started_by TEXT NOT NULL,
    started_at INTEGER NOT NULL,
    ended_at INTEGER,
    cancel_requested_at INTEGER,
    end TEXT,
    report_notes TEXT NOT NULL
  ) STRICT;
  CREATE INDEX test_run_of_project ON test_run (project_id, id);
  CREATE UNIQUE INDEX one_test_run ON test_run (project_id) WHERE end IS NULL;

  -- content is compressed; it is dropped of the oldest reports, whose counts stay.
  CREATE TABLE test_report (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    project_id TEXT NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    revision TEXT NOT NULL,
    qa_run_id TEXT,
    test_run_id TEXT,
    kind TEXT NOT NULL CHECK (kind IN ('junit', 'lcov', 'cobertura')),
    name TEXT NOT NULL,
    at INTEGER NOT NULL,
    by TEXT NOT NULL,
    facts TEXT NOT NULL,
    content BLOB
  ) STRICT;
  CREATE INDEX test_report_of_revision ON test_report (project_id, revision, sequence);
  CREATE INDEX test_report_of_run ON test_report (qa_run_id, sequence) WHERE qa_run_id IS NOT NULL;

  ALTER TABLE run ADD COLUMN gate TEXT;
  CREATE TRIGGER gate_of_run_is_not_rewritten BEFORE UPDATE OF gate ON run WHEN NEW.gate IS NOT OLD.gate
    BEGIN SELECT RAISE (ABORT, 'what a deploy was let through with never changes'); END;
`;
