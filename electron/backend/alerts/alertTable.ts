import type { Alert, AlertId } from '../../../shared/alerts/alert.ts';
import type { RuleId } from '../../../shared/alerts/rule.ts';
import type { EnvironmentId, ItemId, ProjectId } from '../../../shared/ids.ts';
import type { Database } from '../db/database.ts';
import { statement } from '../db/statement.ts';

/** What is left to tell of an alert outside the window.
 *
 * `opening`: it is open and nobody has been told. `open`: somebody was. `closing`: it closed, which is still to be told. `passed`: it closed
 * before anybody was told that it had opened. `done`: nothing. */
export type Telling = 'opening' | 'open' | 'closing' | 'passed' | 'done';

/** An alert as it is kept. */
export interface StoredAlert extends Alert {
  readonly telling: Telling;
  /** When it was last spoken of outside the window; null before. */
  readonly toldAt: number | null;
  /** The item of its cause has a note of it. */
  readonly noted: boolean;
}

type Row = {
  id: string;
  project_id: string;
  environment_id: string;
  rule_id: string;
  name: string;
  subject: string;
  severity: Alert['severity'];
  reason: string;
  opened_at: number;
  closed_at: number | null;
  closed_reason: string | null;
  acknowledged_at: number | null;
  acknowledged_by: string | null;
  masked: string | null;
  telling: Telling;
  told_at: number | null;
  item_id: string | null;
  noted: number;
};

const decode = (row: Row): StoredAlert => ({
  id: row.id as AlertId,
  projectId: row.project_id as ProjectId,
  environmentId: row.environment_id as EnvironmentId,
  rule: row.rule_id as RuleId,
  name: row.name,
  subject: row.subject,
  severity: row.severity,
  reason: row.reason,
  openedAt: row.opened_at,
  closedAt: row.closed_at,
  closedReason: row.closed_reason,
  acknowledged: row.acknowledged_at === null ? null : { at: row.acknowledged_at, by: row.acknowledged_by ?? '' },
  masked: row.masked,
  telling: row.telling,
  toldAt: row.told_at,
  item: row.item_id as ItemId | null,
  noted: row.noted === 1,
});
const encode = (alert: StoredAlert): Row => ({
  id: alert.id,
  project_id: alert.projectId,
  environment_id: alert.environmentId,
  rule_id: alert.rule,
  name: alert.name,
  subject: alert.subject,
  severity: alert.severity,
  reason: alert.reason,
  opened_at: alert.openedAt,
  closed_at: alert.closedAt,
  closed_reason: alert.closedReason,
  acknowledged_at: alert.acknowledged?.at ?? null,
  acknowledged_by: alert.acknowledged?.by ?? null,
  masked: alert.masked,
  telling: alert.telling,
  told_at: alert.toldAt,
  item_id: alert.item,
  noted: alert.noted ? 1 : 0,
});

const NAMES = [
  'id',
  'project_id',
  'environment_id',
  'rule_id',
  'name',
  'subject',
  'severity',
  'reason',
  'opened_at',
  'closed_at',
  'closed_reason',
  'acknowledged_at',
  'acknowledged_by',
  'masked',
  'telling',
  'told_at',
  'item_id',
  'noted',
] as const satisfies readonly (keyof Row)[];
/** An item that was removed is none; an undo brings it back. */
const COLUMNS = NAMES.map((name) =>
  name === 'item_id' ? '(SELECT item.id FROM item WHERE item.id = alert.item_id) AS item_id' : name,
).join(', ');
const CHANGING = NAMES.filter((name) => name !== 'id' && name !== 'item_id');

export const getAlert = (db: Database, id: AlertId): StoredAlert | null => {
  const row = statement<[string], Row>(db, `SELECT ${COLUMNS} FROM alert WHERE id = ?`).get(id);
  return row === undefined ? null : decode(row);
};

export const insertAlert = (db: Database, alert: StoredAlert): void => {
  statement<Row>(
    db,
    `INSERT INTO alert (${NAMES.join(', ')}) VALUES (${NAMES.map((name) => `@${name}`).join(', ')})`,
  ).run(encode(alert));
};

/** Sets fields of an alert; gives it as it is then. */
export const updateAlert = (
  db: Database,
  alert: StoredAlert,
  fields: Partial<Omit<StoredAlert, 'id' | 'item'>>,
): StoredAlert => {
  const changed = { ...alert, ...fields };
  statement<Row>(db, `UPDATE alert SET ${CHANGING.map((name) => `${name} = @${name}`).join(', ')} WHERE id = @id`).run(
    encode(changed),
  );
  return changed;
};

/** Notes the item that every alert of a cause has become. */
export const setItemOfCause = (
  db: Database,
  { rule, subject }: Pick<Alert, 'rule' | 'subject'>,
  item: ItemId,
): void => {
  statement<[string, string, string, string]>(
    db,
    'UPDATE alert SET item_id = ? WHERE rule_id = ? AND subject = ? AND item_id IS NOT ?',
  ).run(item, rule, subject, item);
};

const pageSql = (open: boolean): string =>
  `SELECT ${COLUMNS} FROM alert WHERE project_id = ? AND closed_at IS ${open ? '' : 'NOT '}NULL
     AND (? IS NULL OR sequence < (SELECT sequence FROM alert WHERE id = ?)) ORDER BY sequence DESC LIMIT ?`;

/** The last to open first. */
export const listAlerts = (
  db: Database,
  query: {
    readonly project: ProjectId;
    readonly open: boolean;
    readonly before: AlertId | null;
    readonly limit: number;
  },
): readonly StoredAlert[] =>
  statement<[string, string | null, string | null, number], Row>(db, pageSql(query.open))
    .all(query.project, query.before, query.before, query.limit)
    .map(decode);

/** Those of which there is something to tell, or may be: the oldest first. */
export const listAlertsToTell = (db: Database): readonly StoredAlert[] =>
  statement<[], Row>(db, `SELECT ${COLUMNS} FROM alert WHERE telling <> 'done' ORDER BY sequence`).all().map(decode);

export const listOpenAlertsOf = (db: Database, environment: EnvironmentId): readonly StoredAlert[] =>
  statement<[string], Row>(
    db,
    `SELECT ${COLUMNS} FROM alert WHERE environment_id = ? AND closed_at IS NULL ORDER BY sequence`,
  )
    .all(environment)
    .map(decode);

/** Those open whose rule is gone or off, so that nothing would ever close them. */
export const listLeftAlerts = (db: Database): readonly StoredAlert[] =>
  statement<[], Row>(
    db,
    `SELECT ${COLUMNS} FROM alert WHERE closed_at IS NULL AND NOT EXISTS (
       SELECT 1 FROM alert_rule WHERE alert_rule.id = alert.rule_id AND json_extract(settings, '$.enabled') IS NOT 0
     ) ORDER BY sequence`,
  )
    .all()
    .map(decode);

/** Those open whose rule was changed after they opened, by the ledger, so that it judges otherwise now.
 *
 * Reads the whole ledger of a project for each rule that was ever changed and has one open: for after a start, not for every look. */
export const listOutdatedAlerts = (db: Database): readonly StoredAlert[] =>
  statement<[], Row>(
    db,
    `SELECT ${COLUMNS} FROM alert WHERE closed_at IS NULL AND EXISTS (
       SELECT 1 FROM ledger_change AS change WHERE change.entity = 'rule' AND change.entity_id = alert.rule_id
         AND change.kind = 'update' AND EXISTS (
           SELECT 1 FROM json_each(change.before) WHERE key IN ('enabled', 'condition', 'forSeconds', 'openAfter', 'closeAfter')
         ) AND +change.sequence > (
           SELECT max(sequence) FROM ledger
           WHERE project_id = alert.project_id AND verb = 'alert.open' AND entity_id = alert.id
         )
     ) ORDER BY sequence`,
  )
    .all()
    .map(decode);

/** Those open that a rule about frequent exceptions opened. */
export const listOpenOftenAlerts = (db: Database): readonly { readonly rule: RuleId; readonly subject: string }[] =>
  statement<[], { rule: RuleId; subject: string }>(
    db,
    `SELECT alert.rule_id AS rule, alert.subject FROM alert JOIN alert_rule ON alert_rule.id = alert.rule_id
     WHERE alert.closed_at IS NULL AND json_extract(alert_rule.settings, '$.condition.event') = 'often'`,
  ).all();

/** When the rules of an environment opened after an instant, oldest first. */
export const listOpeningsOf = (
  db: Database,
  environment: EnvironmentId,
  after: number,
): readonly { readonly rule: RuleId; readonly subject: string; readonly at: number }[] =>
  statement<[string, number], { rule: RuleId; subject: string; at: number }>(
    db,
    `SELECT rule_id AS rule, subject, opened_at AS at FROM alert
     WHERE environment_id = ? AND opened_at > ? ORDER BY opened_at`,
  ).all(environment, after);

/** When an alert of a cause was last noted on its item; null when none was. */
export const lastNoteOf = (db: Database, { rule, subject }: Pick<Alert, 'rule' | 'subject'>): number | null =>
  statement<[string, string], number | null>(
    db,
    'SELECT max(opened_at) FROM alert WHERE rule_id = ? AND subject = ? AND noted = 1',
  )
    .pluck()
    .get(rule, subject) ?? null;

export interface OpenCount {
  readonly project: ProjectId;
  readonly environment: EnvironmentId;
  readonly critical: number;
  readonly warning: number;
}

/** How many alerts are open, of every environment that has any. */
export const countOpenAlerts = (db: Database): readonly OpenCount[] =>
  statement<[], OpenCount>(
    db,
    `SELECT project_id AS project, environment_id AS environment,
       sum(severity = 'critical') AS critical, sum(severity = 'warning') AS warning
     FROM alert WHERE closed_at IS NULL GROUP BY project_id, environment_id ORDER BY project_id, environment_id`,
  ).all();
