import type { Database } from './database.ts';
import type { Migration } from './migrations.ts';

export const schemaVersion = (db: Database): number => Number(db.pragma('user_version', { simple: true }));

export const newestVersion = (list: readonly Migration[]): number => list.at(-1)?.version ?? 0;

/** Brings the schema up to date, each step in a transaction of its own: a failure leaves the schema at the last whole step.
 *
 * Foreign keys are off meanwhile, because a table that is rebuilt is dropped for a moment, and every row that another one refers to would go
 * with it; they are checked before each step counts. */
export const migrate = (db: Database, list: readonly Migration[]): void => {
  db.pragma('foreign_keys = OFF');
  try {
    for (const { version, name, apply } of list) {
      if (schemaVersion(db) >= version) continue;
      db.transaction(() => {
        apply(db);
        const dangling = db.pragma('foreign_key_check') as readonly { readonly table: string }[];
        if (dangling[0] !== undefined)
          throw new Error(`step ${version} (${name}) leaves rows of ${dangling[0].table} that refer to nothing`);
        db.pragma(`user_version = ${version}`);
      }).immediate();
    }
  } finally {
    db.pragma('foreign_keys = ON');
  }
};
