import type { EnvironmentId } from '../../../shared/ids.ts';
import type { Database } from '../db/database.ts';
import { statement } from '../db/statement.ts';

type Row = { id: number; name: string };

/** A series by its number. One name may have several: each time the clock was set far back a new one was begun. */
export interface SeriesRow {
  readonly id: number;
  readonly name: string;
}

export const insertSeries = (db: Database, environment: EnvironmentId, name: string): number =>
  Number(
    statement<[string, string]>(db, 'INSERT INTO series (environment, name) VALUES (?, ?)').run(environment, name)
      .lastInsertRowid,
  );

/** Oldest first. */
export const seriesOf = (db: Database, environment: EnvironmentId): readonly SeriesRow[] =>
  statement<[string], Row>(db, 'SELECT id, name FROM series WHERE environment = ? ORDER BY id').all(environment);

export interface ListedSeries {
  readonly id: number;
  /** Null: it is on its way out. */
  readonly environment: EnvironmentId | null;
}

export const listSeries = (db: Database): readonly ListedSeries[] =>
  statement<[], { id: number; environment: EnvironmentId | null }>(db, 'SELECT id, environment FROM series').all();

/** What was measured of the environment is no longer found; its blocks are deleted by and by. */
export const detachSeries = (db: Database, environment: EnvironmentId): void => {
  statement<[string]>(db, 'UPDATE series SET environment = NULL WHERE environment = ?').run(environment);
};

export const deleteSeries = (db: Database, id: number): void => {
  statement<[number]>(db, 'DELETE FROM series WHERE id = ?').run(id);
};
