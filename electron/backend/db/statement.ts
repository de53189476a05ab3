import type BetterSqlite3 from 'better-sqlite3';
import type { Database } from './database.ts';

const prepared = new WeakMap<Database, Map<string, BetterSqlite3.Statement>>();

/** A prepared statement, compiled once for each database: compiling costs more than most statements' run. */
export const statement = <Params extends unknown[] | object, Row = unknown>(
  db: Database,
  sql: string,
): Params extends unknown[] ? BetterSqlite3.Statement<Params, Row> : BetterSqlite3.Statement<[Params], Row> => {
  let known = prepared.get(db);
  if (known === undefined) {
    known = new Map();
    prepared.set(db, known);
  }
  let found = known.get(sql);
  if (found === undefined) {
    found = db.prepare(sql);
    known.set(sql, found);
  }
  return found as never;
};
