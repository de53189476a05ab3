import type { Database } from './database.ts';
import type { Migration } from './migrations.ts';

export const schemaVersion = (db: Database): number => Number(db.pragma('user_version', { simple: true }));

export const newestVersion = (list: readonly Migration[]): number => list.at(-1)?.version ?? 0;

/** Brings the schema up to date, each step in a transaction of its own: a failure leaves the schema at the last whole step. */
export const migrate = (db: Database, list: readonly Migration[]): void => {
  for (const { version, apply } of list) {
    if (schemaVersion(db) >= version) continue;
    db.transaction(() => {
      apply(db);
      db.pragma(`user_version = ${version}`);
    })();
  }
};
