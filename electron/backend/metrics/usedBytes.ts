import type { Database } from '../db/database.ts';

const pragma = (db: Database, name: string): number => Number(db.pragma(name, { simple: true }));

/** What the rows take: free pages in the file are not counted. */
export const usedBytes = (db: Database): number =>
  (pragma(db, 'page_count') - pragma(db, 'freelist_count')) * pragma(db, 'page_size');

export const fileBytes = (db: Database): number => pragma(db, 'page_count') * pragma(db, 'page_size');

/** Pages given back to the system at a time: some 10 ms. */
const SLICE = 2_000;

/** Gives some free pages back when the file has many of them; true when there is more to give. A tenth stays: it is filled again soon. */
export const giveBack = (db: Database): boolean => {
  if (pragma(db, 'freelist_count') <= pragma(db, 'page_count') / 10 + SLICE) return false;
  db.pragma(`incremental_vacuum(${SLICE})`);
  return true;
};
