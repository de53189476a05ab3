import { z } from 'zod';
import { type Rule, type RuleId, RuleSettings } from '../../../shared/alerts/rule.ts';
import type { EnvironmentId } from '../../../shared/ids.ts';
import type { Database } from '../db/database.ts';
import { statement } from '../db/statement.ts';

type Row = { id: string; environment_id: string; name: string; settings: string };

const decode = (row: Row): Rule => ({
  ...RuleSettings.parse(JSON.parse(row.settings)),
  id: row.id as RuleId,
  environmentId: row.environment_id as EnvironmentId,
});
const encode = ({ id, environmentId, ...settings }: Rule): Row => ({
  id,
  environment_id: environmentId,
  name: settings.name,
  settings: JSON.stringify(settings),
});

const COLUMNS = 'id, environment_id, name, settings';

/** The rules of an environment, by name. */
export const listRules = (db: Database, environment: EnvironmentId): readonly Rule[] =>
  statement<[string], Row>(db, `SELECT ${COLUMNS} FROM alert_rule WHERE environment_id = ? ORDER BY name, id`)
    .all(environment)
    .map(decode);

export const getRule = (db: Database, id: RuleId): Rule | null => {
  const row = statement<[string], Row>(db, `SELECT ${COLUMNS} FROM alert_rule WHERE id = ?`).get(id);
  return row === undefined ? null : decode(row);
};

/** Writes a rule in the place of the one with its id, or a new one. */
export const putRule = (db: Database, rule: Rule): void => {
  statement<Row>(
    db,
    `INSERT INTO alert_rule (${COLUMNS}) VALUES (@id, @environment_id, @name, @settings)
     ON CONFLICT (id) DO UPDATE SET name = @name, settings = @settings`,
  ).run(encode(rule));
};

export const deleteRule = (db: Database, id: RuleId): void => {
  statement<[string]>(db, 'DELETE FROM alert_rule WHERE id = ?').run(id);
};

/** Notes that an environment has had its first rules; false when it had them before. */
export const markRulesMade = (db: Database, environment: EnvironmentId): boolean =>
  statement<[string]>(db, 'INSERT INTO alert_rules_made (environment_id) VALUES (?) ON CONFLICT DO NOTHING').run(
    environment,
  ).changes === 1;

/** Whether an environment has had its first rules. */
export const haveRulesBeenMade = (db: Database, environment: EnvironmentId): boolean =>
  statement<[string], { one: 1 }>(db, 'SELECT 1 AS one FROM alert_rules_made WHERE environment_id = ?').get(
    environment,
  ) !== undefined;

/** The rules that a project file named for an environment; null when none did. */
export const findFirstRules = (db: Database, environment: EnvironmentId): readonly RuleSettings[] | null => {
  const row = statement<[string], { rules: string }>(
    db,
    'SELECT rules FROM alert_first_rules WHERE environment_id = ?',
  ).get(environment);
  return row === undefined ? null : z.array(RuleSettings).parse(JSON.parse(row.rules));
};

export const saveFirstRules = (db: Database, environment: EnvironmentId, rules: readonly RuleSettings[]): void => {
  statement<[string, string]>(
    db,
    'INSERT INTO alert_first_rules (environment_id, rules) VALUES (?, ?) ON CONFLICT DO UPDATE SET rules = excluded.rules',
  ).run(environment, JSON.stringify(rules));
};
