/** The schema of watching: its settings, and what state each hop was in from when to when. */
export const monitorTables = `
  CREATE TABLE monitor_settings (
    environment_id TEXT PRIMARY KEY REFERENCES environment (id) ON DELETE CASCADE,
    settings TEXT NOT NULL
  ) STRICT;

  -- hop '' is the whole path. "to" is null while it goes on; its newest reading is then that of monitor_seen.
  CREATE TABLE monitor_span (
    environment_id TEXT NOT NULL REFERENCES environment (id) ON DELETE CASCADE,
    hop TEXT NOT NULL,
    "from" INTEGER NOT NULL,
    "to" INTEGER,
    state TEXT NOT NULL CHECK (state IN ('up', 'degraded', 'down', 'unknown')),
    cause TEXT NOT NULL,
    detail TEXT NOT NULL
  ) STRICT;
  CREATE INDEX monitor_span_in_time ON monitor_span (environment_id, "from");
  CREATE UNIQUE INDEX one_open_span ON monitor_span (environment_id, hop) WHERE "to" IS NULL;

  -- Exceptions of an environment that count as one, by their fingerprint.
  CREATE TABLE exception_group (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    environment_id TEXT NOT NULL REFERENCES environment (id) ON DELETE CASCADE,
    fingerprint TEXT NOT NULL,
    type TEXT NOT NULL,
    message TEXT NOT NULL,
    path TEXT NOT NULL,
    because TEXT NOT NULL,
    count INTEGER NOT NULL,
    first_seen INTEGER NOT NULL,
    last_seen INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'resolved')),
    resolved_at INTEGER,
    regressions INTEGER NOT NULL,
    regressed_at INTEGER,
    sample TEXT NOT NULL,
    UNIQUE (environment_id, fingerprint)
  ) STRICT;
  CREATE INDEX exception_group_seen ON exception_group (environment_id, state, last_seen);

  -- Up to where a unit's journal was read.
  CREATE TABLE journal_cursor (
    environment_id TEXT PRIMARY KEY REFERENCES environment (id) ON DELETE CASCADE,
    unit TEXT NOT NULL,
    cursor TEXT NOT NULL
  ) STRICT;

  CREATE TABLE monitor_seen (
    environment_id TEXT PRIMARY KEY REFERENCES environment (id) ON DELETE CASCADE,
    at INTEGER NOT NULL
  ) STRICT;
`;
