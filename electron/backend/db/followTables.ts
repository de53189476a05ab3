/** The schema of what is followed on a server: exceptions merged by hand, how units stood, and up to where the access log was read.
 *
 * A row of `exception_group` is all exceptions of one fingerprint; `merged_into` says to which other row's group it counts. Each keeps its own
 * figures, so that it can be split out again. */
export const followTables = `
  ALTER TABLE exception_group ADD COLUMN merged_into INTEGER REFERENCES exception_group (id) ON DELETE SET NULL;
  CREATE INDEX exception_group_merged ON exception_group (merged_into) WHERE merged_into IS NOT NULL;

  -- How a unit stood from an instant on. The first row of a unit is the first look at it.
  CREATE TABLE unit_change (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    environment_id TEXT NOT NULL REFERENCES environment (id) ON DELETE CASCADE,
    unit TEXT NOT NULL,
    at INTEGER NOT NULL,
    active TEXT NOT NULL,
    sub TEXT NOT NULL,
    result TEXT NOT NULL,
    restarts INTEGER
  ) STRICT;
  CREATE INDEX unit_change_in_time ON unit_change (environment_id, unit, id);

  -- before: the bytes right before the place, by which the file is known again. Requests before counted_until are in the samples already.
  CREATE TABLE access_log_position (
    environment_id TEXT PRIMARY KEY REFERENCES environment (id) ON DELETE CASCADE,
    path TEXT NOT NULL,
    inode TEXT NOT NULL,
    offset INTEGER NOT NULL,
    before BLOB NOT NULL,
    counted_until INTEGER NOT NULL
  ) STRICT;
`;

/** What a place in an access log needs so that going on from there stays exact when a clock was set in between: what was added to the
 * server's time to get ours, and how many lines behind the place had been read (of older rows nobody knows: as many as there are). */
export const logClockTables = `
  ALTER TABLE access_log_position ADD COLUMN ahead INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE access_log_position ADD COLUMN lines INTEGER NOT NULL DEFAULT 9007199254740991;
`;
