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

  CREATE TABLE monitor_seen (
    environment_id TEXT PRIMARY KEY REFERENCES environment (id) ON DELETE CASCADE,
    at INTEGER NOT NULL
  ) STRICT;
`;
