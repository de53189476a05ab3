import type { EnvironmentId } from '../../../shared/ids.ts';
import type { StateSpan } from '../../../shared/monitor/contract.ts';
import type { HopName, HopState } from '../../../shared/monitor/hop.ts';
import type { Stretch } from '../../../shared/monitor/stateSpans.ts';
import type { Database } from '../db/database.ts';
import { statement } from '../db/statement.ts';

/** Longest text kept of what was seen. */
const DETAIL_MAX = 500;

type Row = { hop: string; from: number; to: number | null; state: string; cause: string; detail: string };

const hopOf = (text: string): HopName | null => (text === '' ? null : (text as HopName));
const textOf = (hop: HopName | null): string => hop ?? '';

/** A span with what made it one: the failing hop of the path, or a hop's status; see `Stretch`. */
export type KeptSpan = StateSpan & { readonly cause: string };

const decode = ({ hop, from, to, state, cause, detail }: Row): KeptSpan => ({
  hop: hopOf(hop),
  state: state as HopState,
  from,
  to,
  cause,
  detail,
});

const COLUMNS = 'hop, "from", "to", state, cause, detail';

export const openSpan = (db: Database, environment: EnvironmentId, hop: HopName | null, stretch: Stretch): void => {
  statement<[string, string, number, string, string, string]>(
    db,
    'INSERT INTO monitor_span (environment_id, hop, "from", "to", state, cause, detail) VALUES (?, ?, ?, NULL, ?, ?, ?)',
  ).run(environment, textOf(hop), stretch.from, stretch.state, stretch.cause, stretch.detail.slice(0, DETAIL_MAX));
};

export const closeSpan = (db: Database, environment: EnvironmentId, hop: HopName | null, to: number): void => {
  statement<[number, string, string]>(
    db,
    'UPDATE monitor_span SET "to" = MAX(?, "from") WHERE environment_id = ? AND hop = ? AND "to" IS NULL',
  ).run(to, environment, textOf(hop));
};

/** When the environment was last looked at, as far as it was written down; null when never. */
export const lastSeen = (db: Database, environment: EnvironmentId): number | null =>
  statement<[string], { at: number }>(db, 'SELECT at FROM monitor_seen WHERE environment_id = ?').get(environment)
    ?.at ?? null;

export const noteSeen = (db: Database, environment: EnvironmentId, at: number): void => {
  statement<[string, number]>(
    db,
    `INSERT INTO monitor_seen (environment_id, at) VALUES (?, ?)
     ON CONFLICT (environment_id) DO UPDATE SET at = excluded.at`,
  ).run(environment, at);
};

/** The stretches that were going on when they were last written. */
export const openStretches = (
  db: Database,
  environment: EnvironmentId,
): readonly { readonly hop: HopName | null; readonly stretch: Stretch }[] => {
  const seen = lastSeen(db, environment);
  return statement<[string], Row>(db, `SELECT ${COLUMNS} FROM monitor_span WHERE environment_id = ? AND "to" IS NULL`)
    .all(environment)
    .map(({ hop, from, state, cause, detail }) => ({
      hop: hopOf(hop),
      stretch: { state: state as HopState, cause, detail, from, seen: Math.max(from, seen ?? from) },
    }));
};

interface Window {
  readonly from: number;
  readonly to: number;
}

/** Spans that touch the window, oldest first; the newest `limit` of them. */
export const spansIn = (
  db: Database,
  environment: EnvironmentId,
  { from, to }: Window,
  limit: number,
): readonly KeptSpan[] =>
  statement<[string, number, number, number], Row>(
    db,
    `SELECT ${COLUMNS} FROM monitor_span WHERE environment_id = ? AND "from" < ? AND ("to" IS NULL OR "to" > ?)
     ORDER BY "from" DESC LIMIT ?`,
  )
    .all(environment, to, from, limit)
    .map(decode)
    .reverse();

/** All spans of the whole path that touch the window, oldest first. */
export const pathSpansIn = (db: Database, environment: EnvironmentId, { from, to }: Window): readonly StateSpan[] =>
  statement<[string, number, number], Row>(
    db,
    `SELECT ${COLUMNS} FROM monitor_span WHERE environment_id = ? AND hop = '' AND "from" < ? AND ("to" IS NULL OR "to" > ?)
     ORDER BY "from"`,
  )
    .all(environment, to, from)
    .map(decode);

/** Forgets what ended before `before`, and of the rest all but the newest `keep`. */
export const pruneSpans = (db: Database, environment: EnvironmentId, before: number, keep: number): void => {
  statement<[string, number]>(db, 'DELETE FROM monitor_span WHERE environment_id = ? AND "to" < ?').run(
    environment,
    before,
  );
  statement<[string, string, number]>(
    db,
    `DELETE FROM monitor_span WHERE environment_id = ? AND "to" <= (
       SELECT "from" FROM monitor_span WHERE environment_id = ? ORDER BY "from" DESC LIMIT 1 OFFSET ?)`,
  ).run(environment, environment, keep);
};
