import { alertTables } from './alertTables.ts';
import { branchTables } from './branchTables.ts';
import { commentTables } from './commentTables.ts';
import type { Database } from './database.ts';
import { firstRuleTables } from './firstRuleTables.ts';
import { followTables, logClockTables } from './followTables.ts';
import { monitorTables } from './monitorTables.ts';
import { patternTables } from './patternTables.ts';
import { planningTables } from './planningTables.ts';
import { qaTables } from './qaTables.ts';
import { reviewTables } from './reviewTables.ts';
import { toldMergeTables } from './toldMergeTables.ts';

export interface Migration {
  /** Rising, in tens for each round of work and by one within it, so that one can be put between two in a hurry. */
  readonly version: number;
  readonly name: string;
  readonly apply: (db: Database) => void;
}

const firstTables = `
  CREATE TABLE project (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL UNIQUE COLLATE NOCASE,
    key TEXT NOT NULL UNIQUE,
    description TEXT NOT NULL,
    practice INTEGER NOT NULL CHECK (practice IN (0, 1)),
    created_at INTEGER NOT NULL
  ) STRICT;

  CREATE TABLE environment (
    id TEXT PRIMARY KEY,
    project_id TEXT NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    name TEXT NOT NULL COLLATE NOCASE,
    settings TEXT NOT NULL,
    UNIQUE (project_id, name)
  ) STRICT;

  CREATE TABLE host_key (
    host TEXT NOT NULL,
    port INTEGER NOT NULL,
    type TEXT NOT NULL,
    key BLOB NOT NULL,
    since INTEGER NOT NULL,
    PRIMARY KEY (host, port, type)
  ) STRICT;

  CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;

  CREATE TABLE run (
    id TEXT PRIMARY KEY,
    project_id TEXT NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    environment_id TEXT NOT NULL REFERENCES environment (id) ON DELETE CASCADE,
    environment_name TEXT NOT NULL,
    request TEXT NOT NULL UNIQUE,
    settings TEXT NOT NULL,
    revision TEXT NOT NULL,
    subject TEXT NOT NULL,
    previous TEXT,
    branch TEXT NOT NULL,
    actor TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    sent_at INTEGER,
    started_at INTEGER,
    ended_at INTEGER,
    state TEXT NOT NULL CHECK (state IN ('preparing', 'running', 'ended')),
    cancel_requested_at INTEGER,
    clock_offset INTEGER NOT NULL,
    steps TEXT NOT NULL,
    outcome TEXT,
    probes TEXT NOT NULL
  ) STRICT;
  CREATE INDEX run_of_environment ON run (environment_id, id);
  CREATE INDEX run_of_project ON run (project_id, id);
  CREATE UNIQUE INDEX one_active_run ON run (environment_id) WHERE state <> 'ended';

  CREATE TABLE ledger (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    actor TEXT NOT NULL,
    verb TEXT NOT NULL,
    entity TEXT NOT NULL,
    entity_id TEXT NOT NULL,
    project_id TEXT,
    summary TEXT NOT NULL,
    inverse TEXT
  ) STRICT;
  CREATE INDEX ledger_of_project ON ledger (project_id, sequence);
  CREATE TRIGGER ledger_is_not_rewritten BEFORE UPDATE ON ledger BEGIN SELECT RAISE (ABORT, 'the ledger is append-only'); END;
  CREATE TRIGGER ledger_is_not_shortened BEFORE DELETE ON ledger BEGIN SELECT RAISE (ABORT, 'the ledger is append-only'); END;
`;

/** Every change of the schema, oldest first. A migration that has shipped is never edited. */
export const migrations: readonly Migration[] = [
  { version: 10, name: 'projects, environments, host keys, runs and the ledger', apply: (db) => db.exec(firstTables) },
  { version: 20, name: 'planning, and acts that can be taken back', apply: (db) => db.exec(planningTables) },
  { version: 30, name: 'watching and alerts', apply: (db) => db.exec(monitorTables + alertTables) },
  { version: 32, name: 'exceptions merged, units over time and log positions', apply: (db) => db.exec(followTables) },
  { version: 40, name: 'repositories and branches', apply: (db) => db.exec(branchTables) },
  { version: 41, name: 'the baseline of pattern rules', apply: (db) => db.exec(patternTables) },
  { version: 42, name: 'reviews and their gate', apply: (db) => db.exec(reviewTables) },
  { version: 43, name: 'QA and the gate of deploys', apply: (db) => db.exec(qaTables) },
  { version: 44, name: 'merges that are told', apply: (db) => db.exec(toldMergeTables) },
  { version: 45, name: 'comments that are edited, deleted and seen', apply: (db) => db.exec(commentTables) },
  { version: 46, name: 'the rules that a project file names', apply: (db) => db.exec(firstRuleTables) },
  { version: 48, name: 'clocks of access logs', apply: (db) => db.exec(logClockTables) },
];
