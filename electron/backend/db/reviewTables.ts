/** The schema of reviews: changes with their revisions, what people said of them, and how they were merged.
 *
 * What was said is added to, never rewritten: an answer has versions, a vote that is taken back keeps its row. An item has no reference, because it
 * may be removed and brought back by an undo. */
export const reviewTables = `
  CREATE TABLE review_settings (
    project_id TEXT PRIMARY KEY REFERENCES project (id) ON DELETE CASCADE,
    template TEXT NOT NULL,
    requirements TEXT NOT NULL,
    version INTEGER NOT NULL
  ) STRICT;

  CREATE TABLE change (
    id TEXT PRIMARY KEY,
    project_id TEXT NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    branch TEXT NOT NULL,
    base TEXT NOT NULL,
    item TEXT,
    title TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'merged', 'abandoned')),
    authors TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    branch_gone_at INTEGER,
    merged TEXT,
    abandoned TEXT,
    gate TEXT,
    CHECK ((state = 'merged') = (merged IS NOT NULL)),
    CHECK ((state = 'abandoned') = (abandoned IS NOT NULL))
  ) STRICT;
  CREATE UNIQUE INDEX one_open_change ON change (project_id, branch) WHERE state = 'open';
  CREATE INDEX change_of_project ON change (project_id, state, updated_at, id);
  CREATE TRIGGER merged_change_is_not_rewritten BEFORE UPDATE OF state, merged ON change WHEN OLD.state = 'merged'
    BEGIN SELECT RAISE (ABORT, 'how a change was merged never changes'); END;

  CREATE TABLE change_revision (
    change_id TEXT NOT NULL REFERENCES change (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    head TEXT NOT NULL CHECK (length(head) = 40),
    merge_base TEXT NOT NULL CHECK (length(merge_base) = 40),
    kind TEXT NOT NULL CHECK (kind IN ('first', 'added', 'rebased', 'rewritten')),
    patch_id TEXT NOT NULL,
    at INTEGER NOT NULL,
    commit_count INTEGER NOT NULL,
    file_count INTEGER NOT NULL,
    added INTEGER NOT NULL,
    removed INTEGER NOT NULL,
    commits TEXT NOT NULL,
    files TEXT NOT NULL,
    PRIMARY KEY (change_id, number)
  ) STRICT;

  CREATE TABLE change_commit (
    project_id TEXT NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    revision TEXT NOT NULL,
    change_id TEXT NOT NULL REFERENCES change (id) ON DELETE CASCADE,
    PRIMARY KEY (project_id, revision, change_id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX commits_of_change ON change_commit (change_id);

  CREATE TABLE base_seen (
    project_id TEXT NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    base TEXT NOT NULL,
    head TEXT NOT NULL,
    PRIMARY KEY (project_id, base)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE review_comment (
    id TEXT PRIMARY KEY,
    change_id TEXT NOT NULL REFERENCES change (id) ON DELETE CASCADE,
    answers TEXT REFERENCES review_comment (id) ON DELETE CASCADE,
    revision INTEGER NOT NULL,
    path TEXT,
    side TEXT NOT NULL CHECK (side IN ('old', 'new')),
    line INTEGER,
    author TEXT NOT NULL,
    body TEXT NOT NULL,
    at INTEGER NOT NULL,
    resolved TEXT
  ) STRICT;
  CREATE INDEX comment_of_change ON review_comment (change_id, at);
  CREATE INDEX comment_that_answers ON review_comment (answers) WHERE answers IS NOT NULL;

  CREATE TABLE review_vote (
    id TEXT PRIMARY KEY,
    change_id TEXT NOT NULL REFERENCES change (id) ON DELETE CASCADE,
    person_key TEXT NOT NULL,
    person TEXT NOT NULL,
    verdict TEXT NOT NULL CHECK (verdict IN ('approve', 'veto')),
    note TEXT NOT NULL,
    at INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    patch_id TEXT NOT NULL,
    recorded_by TEXT,
    ended_at INTEGER,
    ended_by TEXT
  ) STRICT;
  CREATE UNIQUE INDEX one_vote_of_each ON review_vote (change_id, person_key) WHERE ended_at IS NULL;

  CREATE TABLE checklist_answer (
    change_id TEXT NOT NULL REFERENCES change (id) ON DELETE CASCADE,
    item TEXT NOT NULL,
    version INTEGER NOT NULL,
    verdict TEXT NOT NULL CHECK (verdict IN ('pass', 'fail', 'not-applicable')),
    evidence TEXT NOT NULL,
    person TEXT NOT NULL,
    at INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    PRIMARY KEY (change_id, item, version)
  ) STRICT;
  CREATE TRIGGER answer_is_not_rewritten BEFORE UPDATE ON checklist_answer
    BEGIN SELECT RAISE (ABORT, 'an answer is never rewritten: the next one has its own row'); END;

  CREATE TABLE reviewed_file (
    change_id TEXT NOT NULL REFERENCES change (id) ON DELETE CASCADE,
    person_key TEXT NOT NULL,
    path TEXT NOT NULL,
    old_blob TEXT NOT NULL,
    new_blob TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (change_id, person_key, path, old_blob, new_blob)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE review_override (
    id TEXT PRIMARY KEY,
    change_id TEXT NOT NULL REFERENCES change (id) ON DELETE CASCADE,
    project_id TEXT NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    person TEXT NOT NULL,
    at INTEGER NOT NULL,
    reason TEXT NOT NULL,
    due TEXT NOT NULL,
    revision INTEGER NOT NULL,
    patch_id TEXT NOT NULL,
    open TEXT NOT NULL,
    item TEXT NOT NULL,
    item_key TEXT NOT NULL
  ) STRICT;
  CREATE INDEX override_of_change ON review_override (change_id, at);
  CREATE INDEX override_of_project ON review_override (project_id, at);
  CREATE TRIGGER override_is_not_rewritten BEFORE UPDATE ON review_override
    BEGIN SELECT RAISE (ABORT, 'an override never changes'); END;

  CREATE TABLE secret_suppression (
    project_id TEXT NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    fingerprint TEXT NOT NULL,
    reason TEXT NOT NULL,
    person TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (project_id, fingerprint)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE merge_intent (
    change_id TEXT PRIMARY KEY REFERENCES change (id) ON DELETE CASCADE,
    project_id TEXT NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    base_before TEXT NOT NULL,
    merged TEXT NOT NULL,
    "window" TEXT NOT NULL
  ) STRICT;
`;
