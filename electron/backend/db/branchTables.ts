/** The schema of repositories and branches: a project's settings, what is known of each branch so that its item follows once, and what the trial
 * merges of two commits gave, which is true for ever. */
export const branchTables = `
  CREATE TABLE repository (
    project_id TEXT PRIMARY KEY REFERENCES project (id) ON DELETE CASCADE,
    settings TEXT NOT NULL,
    version INTEGER NOT NULL,
    cloned_url TEXT,
    fetched_at INTEGER,
    looked_at INTEGER
  ) STRICT;

  CREATE TABLE branch_seen (
    project_id TEXT NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    head TEXT NOT NULL,
    was_ahead INTEGER NOT NULL CHECK (was_ahead IN (0, 1)),
    pushed INTEGER NOT NULL CHECK (pushed IN (0, 1)),
    merged INTEGER NOT NULL CHECK (merged IN (0, 1)),
    PRIMARY KEY (project_id, name)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE merge_test (
    project_id TEXT NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    base TEXT NOT NULL,
    head TEXT NOT NULL,
    result TEXT NOT NULL,
    PRIMARY KEY (project_id, base, head)
  ) STRICT, WITHOUT ROWID;
`;
