/** The schema of pattern rules: which are off, and each project's baseline with its trend.
 *
 * A baseline may only shrink: a point of its trend that is higher than the one before is refused by the database itself, and its entries change
 * in the same transaction. */
export const patternTables = `
  CREATE TABLE pattern_settings (
    project_id TEXT PRIMARY KEY REFERENCES project (id) ON DELETE CASCADE,
    settings TEXT NOT NULL,
    version INTEGER NOT NULL
  ) STRICT;

  CREATE TABLE pattern_baseline (
    project_id TEXT PRIMARY KEY REFERENCES project (id) ON DELETE CASCADE,
    recording INTEGER NOT NULL,
    revision TEXT NOT NULL CHECK (length(revision) = 40),
    recorded_at INTEGER NOT NULL,
    recorded_by TEXT NOT NULL,
    reason TEXT NOT NULL
  ) STRICT;

  CREATE TABLE pattern_baseline_entry (
    project_id TEXT NOT NULL REFERENCES pattern_baseline (project_id) ON DELETE CASCADE,
    rule TEXT NOT NULL,
    path TEXT NOT NULL,
    text TEXT NOT NULL,
    count INTEGER NOT NULL CHECK (count > 0),
    PRIMARY KEY (project_id, path, rule, text)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE pattern_baseline_point (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    project_id TEXT NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    recording INTEGER NOT NULL,
    at INTEGER NOT NULL,
    revision TEXT NOT NULL,
    count INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX pattern_baseline_point_of_project ON pattern_baseline_point (project_id, recording, sequence);
  CREATE TRIGGER pattern_baseline_only_shrinks BEFORE INSERT ON pattern_baseline_point
    WHEN NEW.count > (SELECT count FROM pattern_baseline_point
      WHERE project_id = NEW.project_id AND recording = NEW.recording ORDER BY sequence DESC LIMIT 1)
    BEGIN SELECT RAISE (ABORT, 'a baseline may only shrink'); END;
`;
