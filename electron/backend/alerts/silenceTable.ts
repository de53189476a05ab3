import type { Silence } from '../../../shared/alerts/contract.ts';
import type { RuleId } from '../../../shared/alerts/rule.ts';
import type { EnvironmentId } from '../../../shared/ids.ts';
import type { Database } from '../db/database.ts';
import { statement } from '../db/statement.ts';

/** `rule_id` '' stands for every rule: a key holds no null. */
type Row = { environment_id: string; rule_id: string; until: number; reason: string };

const decode = (row: Row): Silence => ({
  environmentId: row.environment_id as EnvironmentId,
  rule: row.rule_id === '' ? null : (row.rule_id as RuleId),
  until: row.until,
  reason: row.reason,
});

/** The silences of an environment that hold at an instant, the longest first. */
export const listSilences = (db: Database, environment: EnvironmentId, at: number): readonly Silence[] =>
  statement<[string, number], Row>(
    db,
    `SELECT environment_id, rule_id, until, reason FROM alert_silence
     WHERE environment_id = ? AND until > ? ORDER BY until DESC, rule_id`,
  )
    .all(environment, at)
    .map(decode);

/** Writes a silence in the place of one for the same rule; those of the environment that are over go. */
export const putSilence = (db: Database, { environmentId, rule, until, reason }: Silence, at: number): void => {
  statement<[string, number]>(db, 'DELETE FROM alert_silence WHERE environment_id = ? AND until <= ?').run(
    environmentId,
    at,
  );
  statement<[string, string, number, string]>(
    db,
    `INSERT INTO alert_silence (environment_id, rule_id, until, reason) VALUES (?, ?, ?, ?)
     ON CONFLICT (environment_id, rule_id) DO UPDATE SET until = excluded.until, reason = excluded.reason`,
  ).run(environmentId, rule ?? '', until, reason);
};

/** False when there was none. */
export const deleteSilence = (
  db: Database,
  { environmentId, rule }: Pick<Silence, 'environmentId' | 'rule'>,
): boolean =>
  statement<[string, string]>(db, 'DELETE FROM alert_silence WHERE environment_id = ? AND rule_id = ?').run(
    environmentId,
    rule ?? '',
  ).changes === 1;
