import type { EnvironmentId } from '../../../shared/ids.ts';
import {
  type ExceptionGroup,
  type ExceptionGroupId,
  ExceptionPart,
  groupOfParts,
  seenAgain,
} from '../../../shared/monitor/exceptionGroup.ts';
import type { PythonTraceback } from '../../../shared/monitor/pythonTraceback.ts';
import type { TracebackFingerprint } from '../../../shared/monitor/tracebackFingerprint.ts';
import type { Database } from '../db/database.ts';
import { statement } from '../db/statement.ts';

const SAMPLE_MAX = 20_000;
const MESSAGE_MAX = 2_000;

type Row = {
  id: number;
  environment_id: string;
  fingerprint: string;
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
  merged_into: number | null;
};

const COLUMNS =
  'id, environment_id, fingerprint, type, message, path, because, count, first_seen, last_seen, state, resolved_at, regressions, regressed_at, sample, merged_into';

const decode = (row: Row): ExceptionPart =>
  ExceptionPart.parse({
    ...row,
    path: JSON.parse(row.path),
    firstSeen: row.first_seen,
    lastSeen: row.last_seen,
    resolvedAt: row.resolved_at,
    regressedAt: row.regressed_at,
  });

const save = (db: Database, part: ExceptionPart): void => {
  statement<[string, string, number, number, number, string, number | null, number, number | null, number]>(
    db,
    `UPDATE exception_group SET message = ?, sample = ?, count = ?, first_seen = ?, last_seen = ?, state = ?, resolved_at = ?,
       regressions = ?, regressed_at = ? WHERE id = ?`,
  ).run(
    part.message,
    part.sample,
    part.count,
    part.firstSeen,
    part.lastSeen,
    part.state,
    part.resolvedAt,
    part.regressions,
    part.regressedAt,
    part.id,
  );
};

/** The rows of the group that a row counts to, its head first. */
const rowsOfGroup = (db: Database, id: number): readonly Row[] =>
  statement<[number], Row>(
    db,
    `SELECT ${COLUMNS} FROM exception_group
     WHERE coalesce(merged_into, id) = (SELECT coalesce(merged_into, id) FROM exception_group WHERE id = ?)
     ORDER BY merged_into IS NOT NULL, id`,
  ).all(id);

const groupOf = (rows: readonly Row[]): ExceptionGroup | null => {
  const [head, ...others] = rows;
  return head === undefined
    ? null
    : groupOfParts(head.environment_id as EnvironmentId, [decode(head), ...others.map(decode)]);
};

/** An exception that was counted: its group as it is now, and what that is. */
export interface CountedException {
  readonly event: 'new' | 'regressed' | 'again';
  readonly group: ExceptionGroup;
  /** Of the part that names the group. */
  readonly fingerprint: string;
  readonly at: number;
}

/** Counts an exception to its group, or begins one. */
export const countException = (
  db: Database,
  environment: EnvironmentId,
  { at, type, message, text }: PythonTraceback,
  { key, path, because }: TracebackFingerprint,
): CountedException => {
  const row = statement<[string, string], Row>(
    db,
    `SELECT ${COLUMNS} FROM exception_group WHERE environment_id = ? AND fingerprint = ?`,
  ).get(environment, key);
  const latest = { message: message.slice(0, MESSAGE_MAX), sample: text.slice(-SAMPLE_MAX) };
  if (row !== undefined) {
    const before = rowsOfGroup(db, row.id);
    const openBeside = before.some(({ id, state }) => id !== row.id && state === 'open');
    const part = decode(row);
    const after = { ...seenAgain(part, at, openBeside), ...latest };
    save(db, after);
    return counted(db, row.id, after.regressions > part.regressions ? 'regressed' : 'again', at);
  }
  const { lastInsertRowid } = statement<[string, string, string, string, string, string, number, number, string]>(
    db,
    `INSERT INTO exception_group (environment_id, fingerprint, type, message, path, because, count, first_seen, last_seen, state,
       resolved_at, regressions, regressed_at, sample) VALUES (?, ?, ?, ?, ?, ?, 1, ?, ?, 'open', NULL, 0, NULL, ?)`,
  ).run(environment, key, type, latest.message, JSON.stringify(path), because, at, at, latest.sample);
  return counted(db, Number(lastInsertRowid), 'new', at);
};

const counted = (db: Database, id: number, event: CountedException['event'], at: number): CountedException => {
  const rows = rowsOfGroup(db, id);
  const group = groupOf(rows);
  if (group === null) throw new Error('an exception that was just counted has no group');
  return { event, group, fingerprint: rows[0]?.fingerprint ?? '', at };
};

/** The open ones first, the last seen first. */
export const listExceptions = (db: Database, environment: EnvironmentId, limit: number): readonly ExceptionGroup[] => {
  const groups = new Map<number, Row[]>();
  const rows = statement<[string], Row>(
    db,
    `SELECT ${COLUMNS} FROM exception_group WHERE environment_id = ? ORDER BY merged_into IS NOT NULL, id`,
  ).all(environment);
  for (const row of rows) {
    const head = row.merged_into ?? row.id;
    groups.set(head, [...(groups.get(head) ?? []), row]);
  }
  return [...groups.values()]
    .flatMap((each) => groupOf(each) ?? [])
    .sort((one, other) => one.state.localeCompare(other.state) || other.lastSeen - one.lastSeen || other.id - one.id)
    .slice(0, limit);
};

/** The group that a row names or counts to. */
export const findException = (db: Database, id: ExceptionGroupId): ExceptionGroup | null =>
  groupOf(rowsOfGroup(db, id));

/** The fingerprint that names a group: alerts of it are about that one. */
export const fingerprintOf = (db: Database, id: ExceptionGroupId): string => rowsOfGroup(db, id)[0]?.fingerprint ?? '';

/** Resolves what is open of a group. */
export const resolveException = (db: Database, { id }: ExceptionGroup, at: number): void => {
  for (const row of rowsOfGroup(db, id))
    if (row.state === 'open') save(db, { ...decode(row), state: 'resolved', resolvedAt: at });
};

/** Lets rows count to the group of `head`; of `head` itself, to a group of its own. */
export const setMerged = (db: Database, rows: readonly ExceptionGroupId[], head: ExceptionGroupId): void => {
  for (const row of rows)
    statement<[number | null, number]>(db, 'UPDATE exception_group SET merged_into = ? WHERE id = ?').run(
      row === head ? null : head,
      row,
    );
};

/** Keeps the newest; of those of a server gone mad the oldest resolved and least seen go first. */
export const pruneExceptions = (db: Database, environment: EnvironmentId, keep: number): void => {
  statement<[string, string, number]>(
    db,
    `DELETE FROM exception_group WHERE environment_id = ? AND id NOT IN (
       SELECT id FROM exception_group WHERE environment_id = ? ORDER BY state, last_seen DESC LIMIT ?)`,
  ).run(environment, environment, keep);
};
