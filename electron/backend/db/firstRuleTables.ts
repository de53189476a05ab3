/** The schema of the rules that an environment begins with, where a project file named them: kept as they were read, so that those that are
 * missing later can be offered again. */
export const firstRuleTables = `
  CREATE TABLE alert_first_rules (
    environment_id TEXT PRIMARY KEY REFERENCES environment (id) ON DELETE CASCADE,
    rules TEXT NOT NULL
  ) STRICT;
`;
