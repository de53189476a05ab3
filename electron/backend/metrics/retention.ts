import type { Database } from '../db/database.ts';
import { deleteBlocksUntil, firstBlockAt, lastBlock } from './blockTable.ts';
import { beginningOf, type Level, spans } from './levels.ts';
import { type OnDamage, rollUp } from './rollUp.ts';

/** How long each level is kept, in milliseconds; samples at least a day, for the newest hours are in no block yet. */
export type Retention = Readonly<Record<Level, number>>;

const DAY = 86_400_000;
/** Every sample for a week, the minutes made of them for two months, quarters of an hour for two years. */
export const usualRetention: Retention = { 0: 7 * DAY, 1: 60 * DAY, 2: 730 * DAY };

/** Drops of one series what is older than its level is kept; first what is coarser is made of it. One transaction. `empty`: nothing of it is
 * left. */
export const dropOld = (
  db: Database,
  series: number,
  keep: Retention,
  now: number,
  onDamage: OnDamage,
): { readonly dropped: boolean; readonly empty: boolean } => {
  let dropped = false;
  db.transaction(() => {
    for (const [level, coarser] of [
      [0, 1],
      [1, 2],
    ] as const) {
      const before = beginningOf(now - keep[level], spans[coarser]);
      const first = firstBlockAt(db, series, level);
      if (first === null || first >= before) continue;
      rollUp(db, series, coarser, before, onDamage);
      deleteBlocksUntil(db, series, level, before);
      dropped = true;
    }
    deleteBlocksUntil(db, series, 2, now - keep[2]);
  })();
  return { dropped, empty: ([0, 1, 2] as const).every((level) => lastBlock(db, series, level).first === null) };
};
