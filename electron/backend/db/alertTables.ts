/** The schema of alerts: rules, what they opened, and what keeps them quiet.
 *
 * The rows of `alert` are the rules' memory over a restart: a rule is open while it has a row without an end, and the rows of the last day damp
 * its flapping. `telling` says what is left to tell of an alert outside the window. `item_id` has no reference: an item may be removed and
 * brought back by an undo. */
export const alertTables = `
  CREATE TABLE alert_rule (
    id TEXT PRIMARY KEY,
    environment_id TEXT NOT NULL REFERENCES environment (id) ON DELETE CASCADE,
    name TEXT NOT NULL COLLATE NOCASE,
    settings TEXT NOT NULL,
    UNIQUE (environment_id, name)
  ) STRICT;

  -- Environments that have had their first rules: who removes those does not get them again.
  CREATE TABLE alert_rules_made (
    environment_id TEXT PRIMARY KEY REFERENCES environment (id) ON DELETE CASCADE
  ) STRICT;

  CREATE TABLE alert (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    project_id TEXT NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    environment_id TEXT NOT NULL REFERENCES environment (id) ON DELETE CASCADE,
    rule_id TEXT NOT NULL,
    name TEXT NOT NULL,
    subject TEXT NOT NULL,
    severity TEXT NOT NULL CHECK (severity IN ('warning', 'critical')),
    reason TEXT NOT NULL,
    opened_at INTEGER NOT NULL,
    closed_at INTEGER,
    closed_reason TEXT,
    acknowledged_at INTEGER,
    acknowledged_by TEXT,
    masked TEXT,
    telling TEXT NOT NULL CHECK (telling IN ('opening', 'open', 'closing', 'passed', 'done')),
    told_at INTEGER,
    item_id TEXT,
    noted INTEGER NOT NULL CHECK (noted IN (0, 1))
  ) STRICT;
  CREATE UNIQUE INDEX one_open_alert ON alert (rule_id, subject) WHERE closed_at IS NULL;
  CREATE INDEX alert_open ON alert (project_id, sequence) WHERE closed_at IS NULL;
  CREATE INDEX alert_closed ON alert (project_id, sequence) WHERE closed_at IS NOT NULL;
  CREATE INDEX alert_to_tell ON alert (sequence) WHERE telling <> 'done';
  CREATE INDEX alert_of_rule ON alert (rule_id, opened_at);
  CREATE INDEX alert_of_environment ON alert (environment_id);

  -- rule_id '' stands for every rule of the environment.
  CREATE TABLE alert_silence (
    environment_id TEXT NOT NULL REFERENCES environment (id) ON DELETE CASCADE,
    rule_id TEXT NOT NULL,
    until INTEGER NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (environment_id, rule_id)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE maintenance (
    id TEXT PRIMARY KEY,
    environment_id TEXT NOT NULL REFERENCES environment (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    schedule TEXT NOT NULL
  ) STRICT;
  CREATE INDEX maintenance_of_environment ON maintenance (environment_id);
`;
