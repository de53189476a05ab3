import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { Database } from './database.ts';

/** Longer than this is felt: every other call waits meanwhile, in milliseconds. */
const SLOW = 40;

type Act = (...values: readonly unknown[]) => unknown;

/** Has every statement of the database that takes 40 ms or longer told to the log: its SQL, never its values. */
export const timeStatements = (db: Database, clock: Pick<Clock, 'monotonic'>, log: Log): void => {
  const prepare = db.prepare.bind(db) as (source: string) => object;
  const timed = (source: string): object => {
    const statement = prepare(source);
    for (const name of ['run', 'get', 'all'] as const) {
      const act = (Reflect.get(statement, name) as Act).bind(statement);
      Reflect.set(statement, name, (...values: readonly unknown[]) => {
        const start = clock.monotonic();
        const result = act(...values);
        const took = clock.monotonic() - start;
        if (took >= SLOW)
          log.warn('a slow statement', { sql: source.replace(/\s+/g, ' ').trim(), ms: Math.round(took) });
        return result;
      });
    }
    return statement;
  };
  Reflect.set(db, 'prepare', timed);
};
