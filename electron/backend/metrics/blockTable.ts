import type { Database } from '../db/database.ts';
import { statement } from '../db/statement.ts';
import type { Level } from './levels.ts';

/** A sealed stretch of a series: samples, or rollups of them. `at` is its first moment (of rollups: the beginning of its span), `until` its
 * last one. */
export interface Block {
  readonly series: number;
  readonly level: Level;
  readonly at: number;
  readonly until: number;
  readonly count: number;
  readonly min: number;
  readonly max: number;
  readonly sum: number;
  readonly bytes: Uint8Array;
}

export const insertBlock = (db: Database, block: Block): void => {
  statement<[number, number, number, number, number, number, number, number, Uint8Array]>(
    db,
    'INSERT INTO block (series, level, at, until, count, min, max, sum, bytes) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
  ).run(block.series, block.level, block.at, block.until, block.count, block.min, block.max, block.sum, block.bytes);
};

/** Those that begin in the window, oldest first. */
export const blocksFrom = (db: Database, series: number, level: Level, from: number, to: number): readonly Block[] =>
  statement<[number, number, number, number], Block>(
    db,
    `SELECT series, level, at, until, count, min, max, sum, bytes FROM block
     WHERE series = ? AND level = ? AND at BETWEEN ? AND ? ORDER BY at`,
  ).all(series, level, from, to);

type Ends = { first: number | null; last: number | null };

/** Where the first block of a level begins that begins at a moment or later; null without one. */
export const firstBlockFrom = (db: Database, series: number, level: Level, from: number): number | null =>
  statement<[number, number, number], number>(
    db,
    'SELECT at FROM block WHERE series = ? AND level = ? AND at >= ? ORDER BY at LIMIT 1',
  )
    .pluck()
    .get(series, level, from) ?? null;

/** Where the first block of a level begins; null without one. */
export const firstBlockAt = (db: Database, series: number, level: Level): number | null =>
  firstBlockFrom(db, series, level, 0);

/** Where the last block of a level begins and ends; nulls without one. */
export const lastBlock = (db: Database, series: number, level: Level): Ends =>
  statement<[number, number], Ends>(
    db,
    'SELECT at AS first, until AS last FROM block WHERE series = ? AND level = ? ORDER BY at DESC LIMIT 1',
  ).get(series, level) ?? { first: null, last: null };

/** Deletes a level's blocks that ended before a moment. */
export const deleteBlocksUntil = (db: Database, series: number, level: Level, before: number): number =>
  statement<[number, number, number, number]>(
    db,
    'DELETE FROM block WHERE series = ? AND level = ? AND at < ? AND until < ?',
  ).run(series, level, before, before).changes;

/** Deletes some of a series' blocks; true when there are none left. */
export const deleteSomeBlocks = (db: Database, series: number, most: number): boolean =>
  statement<[number, number]>(db, 'DELETE FROM block WHERE id IN (SELECT id FROM block WHERE series = ? LIMIT ?)').run(
    series,
    most,
  ).changes < most;
