/** The schema of planning, and what the ledger keeps so that its acts can be taken back. References wait for the end of the transaction: an act
 * and its undo may remove and bring back rows in any order. */
export const planningTables = `
  CREATE TABLE planning (
    project_id TEXT PRIMARY KEY REFERENCES project (id) ON DELETE CASCADE,
    settings TEXT NOT NULL
  ) STRICT;

  CREATE TABLE item_number (
    project_id TEXT PRIMARY KEY REFERENCES project (id) ON DELETE CASCADE,
    last INTEGER NOT NULL
  ) STRICT;

  CREATE TABLE member (
    id TEXT PRIMARY KEY,
    project_id TEXT NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    name TEXT NOT NULL COLLATE NOCASE,
    settings TEXT NOT NULL
  ) STRICT;
  CREATE INDEX member_of_project ON member (project_id, name);

  CREATE TABLE sprint (
    id TEXT PRIMARY KEY,
    project_id TEXT NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    name TEXT NOT NULL COLLATE NOCASE,
    start TEXT NOT NULL,
    "end" TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('planned', 'active', 'closed')),
    plan TEXT NOT NULL,
    commitment TEXT,
    report TEXT
  ) STRICT;
  CREATE INDEX sprint_of_project ON sprint (project_id, start);
  CREATE UNIQUE INDEX one_active_sprint ON sprint (project_id) WHERE state = 'active';
  CREATE TRIGGER closed_sprint_is_not_rewritten BEFORE UPDATE ON sprint WHEN OLD.state = 'closed'
    BEGIN SELECT RAISE (ABORT, 'a closed sprint never changes'); END;
  CREATE TRIGGER commitment_is_not_rewritten BEFORE UPDATE OF commitment ON sprint
    WHEN OLD.state = 'active' AND NEW.state <> 'planned' AND NEW.commitment IS NOT OLD.commitment
    BEGIN SELECT RAISE (ABORT, 'a commitment never changes after the start'); END;

  CREATE TABLE sprint_progress (
    sprint_id TEXT NOT NULL REFERENCES sprint (id) ON DELETE CASCADE,
    at INTEGER NOT NULL,
    scope REAL NOT NULL,
    completed REAL NOT NULL
  ) STRICT;
  CREATE INDEX progress_of_sprint ON sprint_progress (sprint_id, at);

  CREATE TABLE item (
    id TEXT PRIMARY KEY,
    project_id TEXT NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('feature', 'bug', 'debt')),
    title TEXT NOT NULL,
    description TEXT NOT NULL,
    status TEXT NOT NULL,
    status_reason TEXT NOT NULL,
    estimate REAL,
    value INTEGER,
    urgency INTEGER,
    effort INTEGER,
    labels TEXT NOT NULL,
    assignee TEXT REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED,
    sprint TEXT REFERENCES sprint (id) DEFERRABLE INITIALLY DEFERRED,
    parent TEXT REFERENCES item (id) DEFERRABLE INITIALLY DEFERRED,
    rank TEXT NOT NULL,
    placed_by_hand INTEGER NOT NULL CHECK (placed_by_hand IN (0, 1)),
    source_system TEXT,
    source_id TEXT,
    source_url TEXT,
    triage TEXT,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    started_at INTEGER,
    ended_at INTEGER,
    revision INTEGER NOT NULL,
    UNIQUE (project_id, number)
  ) STRICT;
  CREATE INDEX item_in_order ON item (project_id, rank);
  CREATE INDEX item_rated ON item (project_id, rank)
    WHERE ended_at IS NULL AND triage IS NULL AND value IS NOT NULL AND urgency IS NOT NULL;
  CREATE INDEX item_by_revision ON item (project_id, revision);
  CREATE INDEX item_of_sprint ON item (sprint) WHERE sprint IS NOT NULL;
  CREATE INDEX item_of_parent ON item (parent) WHERE parent IS NOT NULL;
  CREATE INDEX item_of_assignee ON item (assignee) WHERE assignee IS NOT NULL;
  CREATE UNIQUE INDEX item_by_source ON item (project_id, source_system, source_id) WHERE source_system IS NOT NULL;

  CREATE TABLE item_removed (
    id TEXT PRIMARY KEY,
    project_id TEXT NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    revision INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX item_removed_by_revision ON item_removed (project_id, revision);

  CREATE TABLE comment (
    id TEXT PRIMARY KEY,
    item_id TEXT NOT NULL REFERENCES item (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    author TEXT NOT NULL,
    text TEXT NOT NULL,
    at INTEGER NOT NULL,
    edited_at INTEGER
  ) STRICT;
  CREATE INDEX comment_of_item ON comment (item_id, at);

  CREATE TABLE item_link (
    id TEXT PRIMARY KEY,
    project_id TEXT NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    from_id TEXT NOT NULL REFERENCES item (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    to_id TEXT NOT NULL REFERENCES item (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    kind TEXT NOT NULL CHECK (kind IN ('blocks', 'duplicates', 'relates')),
    UNIQUE (from_id, to_id, kind)
  ) STRICT;
  CREATE INDEX item_link_to ON item_link (to_id);

  CREATE TABLE saved_view (
    id TEXT PRIMARY KEY,
    project_id TEXT NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    name TEXT NOT NULL COLLATE NOCASE,
    filter TEXT NOT NULL,
    layout TEXT NOT NULL
  ) STRICT;
  CREATE INDEX view_of_project ON saved_view (project_id, name);

  ALTER TABLE ledger ADD COLUMN window TEXT;
  ALTER TABLE ledger ADD COLUMN reverts INTEGER;
  ALTER TABLE ledger ADD COLUMN origin INTEGER;

  CREATE TABLE ledger_change (
    sequence INTEGER NOT NULL REFERENCES ledger (sequence),
    position INTEGER NOT NULL,
    entity TEXT NOT NULL,
    entity_id TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('insert', 'update', 'remove')),
    before TEXT,
    after TEXT,
    PRIMARY KEY (sequence, position)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX ledger_change_of_entity ON ledger_change (entity, entity_id, sequence);
  CREATE TRIGGER ledger_change_is_not_rewritten BEFORE UPDATE ON ledger_change
    BEGIN SELECT RAISE (ABORT, 'the ledger is append-only'); END;
  CREATE TRIGGER ledger_change_is_not_shortened BEFORE DELETE ON ledger_change
    BEGIN SELECT RAISE (ABORT, 'the ledger is append-only'); END;
`;
