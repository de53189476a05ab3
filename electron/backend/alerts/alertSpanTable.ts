import type { AlertId } from '../../../shared/alerts/alert.ts';
import type { EnvironmentId } from '../../../shared/ids.ts';
import type { AlertSpan } from '../../../shared/monitor/contract.ts';
import type { Database } from '../db/database.ts';
import { statement } from '../db/statement.ts';

/** More spans than that are a chart's background and tell nothing. */
const SPANS_MAX = 500;

type Row = {
  id: string;
  name: string;
  subject: string;
  severity: AlertSpan['severity'];
  opened_at: number;
  closed_at: number | null;
};

const decode = (row: Row): AlertSpan => ({
  alert: row.id as AlertId,
  name: row.name,
  subject: row.subject,
  severity: row.severity,
  from: row.opened_at,
  to: row.closed_at,
});

/** The alerts of an environment that were open at some time of a window, oldest first; at most 500, the newest. */
export const listAlertSpans = (
  db: Database,
  environment: EnvironmentId,
  from: number,
  to: number,
): readonly AlertSpan[] =>
  statement<[string, number, number, number], Row>(
    db,
    `SELECT id, name, subject, severity, opened_at, closed_at FROM alert
     WHERE environment_id = ? AND opened_at <= ? AND coalesce(closed_at, opened_at + 1e15) >= ? ORDER BY sequence DESC LIMIT ?`,
  )
    .all(environment, to, from, SPANS_MAX)
    .map(decode)
    .reverse();
