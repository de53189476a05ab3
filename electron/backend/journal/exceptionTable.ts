import type { EnvironmentId } from '../../../shared/ids.ts';
import { ExceptionGroup, type ExceptionGroupId, seenAgain } from '../../../shared/monitor/exceptionGroup.ts';
import type { PythonTraceback } from '../../../shared/monitor/pythonTraceback.ts';
import type { TracebackFingerprint } from '../../../shared/monitor/tracebackFingerprint.ts';
import type { Database } from '../db/database.ts';
import { statement } from '../db/statement.ts';

const SAMPLE_MAX = 20_000;
const MESSAGE_MAX = 2_000;

type Row = {
  id: number;
  environment_id: string;
  type: string;
  message: string;
  path: string;
  because: string;
  count: number;
  first_seen: number;
  last_seen: number;
  state: string;
  resolved_at: number | null;
  regressions: number;
  regressed_at: number | null;
  sample: string;
};

const COLUMNS =
  'id, environment_id, type, message, path, because, count, first_seen, last_seen, state, resolved_at, regressions, regressed_at, sample';

const decode = (row: Row): ExceptionGroup =>
  ExceptionGroup.parse({
    ...row,
    environment: row.environment_id,
    path: JSON.parse(row.path),
    firstSeen: row.first_seen,
    lastSeen: row.last_seen,
    resolvedAt: row.resolved_at,
    regressedAt: row.regressed_at,
  });

const save = (db: Database, group: ExceptionGroup): void => {
  statement<[string, string, number, number, number, string, number | null, number, number | null, number]>(
    db,
    `UPDATE exception_group SET message = ?, sample = ?, count = ?, first_seen = ?, last_seen = ?, state = ?, resolved_at = ?,
       regressions = ?, regressed_at = ? WHERE id = ?`,
  ).run(
    group.message,
    group.sample,
    group.count,
    group.firstSeen,
    group.lastSeen,
    group.state,
    group.resolvedAt,
    group.regressions,
    group.regressedAt,
    group.id,
  );
};

/** Counts an exception to its group, or begins one. */
export const countException = (
  db: Database,
  environment: EnvironmentId,
  { at, type, message, text }: PythonTraceback,
  { key, path, because }: TracebackFingerprint,
): void => {
  const row = statement<[string, string], Row>(
    db,
    `SELECT ${COLUMNS} FROM exception_group WHERE environment_id = ? AND fingerprint = ?`,
  ).get(environment, key);
  const latest = { message: message.slice(0, MESSAGE_MAX), sample: text.slice(-SAMPLE_MAX) };
  if (row !== undefined) {
    save(db, { ...seenAgain(decode(row), at), ...latest });
    return;
  }
  statement<[string, string, string, string, string, string, number, number, string]>(
    db,
    `INSERT INTO exception_group (environment_id, fingerprint, type, message, path, because, count, first_seen, last_seen, state,
       resolved_at, regressions, regressed_at, sample) VALUES (?, ?, ?, ?, ?, ?, 1, ?, ?, 'open', NULL, 0, NULL, ?)`,
  ).run(environment, key, type, latest.message, JSON.stringify(path), because, at, at, latest.sample);
};

/** The open ones first, the last seen first. */
export const listExceptions = (db: Database, environment: EnvironmentId, limit: number): readonly ExceptionGroup[] =>
  statement<[string, number], Row>(
    db,
    `SELECT ${COLUMNS} FROM exception_group WHERE environment_id = ? ORDER BY state, last_seen DESC, id DESC LIMIT ?`,
  )
    .all(environment, limit)
    .map(decode);

export const findException = (db: Database, id: ExceptionGroupId): ExceptionGroup | null => {
  const row = statement<[number], Row>(db, `SELECT ${COLUMNS} FROM exception_group WHERE id = ?`).get(id);
  return row === undefined ? null : decode(row);
};

export const resolveException = (db: Database, group: ExceptionGroup, at: number): ExceptionGroup => {
  const resolved: ExceptionGroup = { ...group, state: 'resolved', resolvedAt: at };
  save(db, resolved);
  return resolved;
};

/** Keeps the newest groups; of those of a server gone mad the oldest resolved and least seen go first. */
export const pruneExceptions = (db: Database, environment: EnvironmentId, keep: number): void => {
  statement<[string, string, number]>(
    db,
    `DELETE FROM exception_group WHERE environment_id = ? AND id NOT IN (
       SELECT id FROM exception_group WHERE environment_id = ? ORDER BY state, last_seen DESC LIMIT ?)`,
  ).run(environment, environment, keep);
};
