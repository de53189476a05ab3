import type { EnvironmentId } from '../../../shared/ids.ts';
import type { Database } from '../db/database.ts';
import { statement } from '../db/statement.ts';
import { packScrape, type ScrapedSample, unpackScrape } from './scrapeBytes.ts';

type Row = { sequence: number; samples: Buffer };

/** A scrape whose samples are not all in blocks yet. */
export interface Head {
  readonly sequence: number;
  readonly samples: readonly ScrapedSample[];
}

const decode = ({ sequence, samples }: Row): Head => ({ sequence, samples: unpackScrape(samples) });

export const insertHead = (db: Database, environment: EnvironmentId, { sequence, samples }: Head): void => {
  statement<[string, number, Uint8Array]>(db, 'INSERT INTO head (environment, sequence, samples) VALUES (?, ?, ?)').run(
    environment,
    sequence,
    packScrape(samples),
  );
};

/** Oldest first. */
export const headsOf = (db: Database, environment: EnvironmentId): readonly Head[] =>
  statement<[string], Row>(db, 'SELECT sequence, samples FROM head WHERE environment = ? ORDER BY sequence')
    .all(environment)
    .map(decode);

export const environmentsWithHeads = (db: Database): readonly EnvironmentId[] =>
  statement<[], EnvironmentId>(db, 'SELECT DISTINCT environment FROM head').pluck().all();

/** Deletes the scrapes before this one. */
export const deleteHeadsBefore = (db: Database, environment: EnvironmentId, sequence: number): void => {
  statement<[string, number]>(db, 'DELETE FROM head WHERE environment = ? AND sequence < ?').run(environment, sequence);
};
