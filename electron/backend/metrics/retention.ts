import type { Database } from '../db/database.ts';
import { deleteBlocksUntil, firstBlockAt, lastBlock } from './blockTable.ts';
import { beginningOf, type Level, spans } from './levels.ts';
import { type OnDamage, rollUp } from './rollUp.ts';

/** How long each level is kept, in milliseconds; samples at least a day, for the newest hours are in no block yet. */
export type Retention = Readonly<Record<Level, number>>;

const DAY = 86_400_000;
/** Spans that are rolled up at a time. */
const SLICE = 20;
/** Every sample for a week, the minutes made of them for two months, quarters of an hour for two years. */
export const usualRetention: Retention = { 0: 7 * DAY, 1: 60 * DAY, 2: 730 * DAY };

export interface Dropped {
  /** Rollups were made that were not there yet: the series must not get a sample into them. */
  readonly rolled: boolean;
  /** There is more to drop: call again. */
  readonly more: boolean;
  /** Nothing of the series is left. */
  readonly empty: boolean;
}

/** Drops of one series what is older than its level is kept; first what is coarser is made of it. Runs inside
 * a transaction; takes a millisecond, or as much again for each span that was not rolled up before. */
export const dropOld = (db: Database, series: number, keep: Retention, now: number, onDamage: OnDamage): Dropped => {
  let rolled = false;
  let more = false;
  for (const [level, coarser] of [
    [0, 1],
    [1, 2],
  ] as const) {
    const wanted = beginningOf(now - keep[level], spans[coarser]);
    const first = firstBlockAt(db, series, level);
    if (first === null || first >= wanted) continue;
    const before = Math.min(wanted, beginningOf(first, spans[coarser]) + SLICE * spans[coarser]);
    more ||= before < wanted;
    rolled = rollUp(db, series, coarser, before, onDamage) || rolled;
    deleteBlocksUntil(db, series, level, before);
  }
  deleteBlocksUntil(db, series, 2, now - keep[2]);
  return { rolled, more, empty: ([0, 1, 2] as const).every((level) => lastBlock(db, series, level).first === null) };
};
