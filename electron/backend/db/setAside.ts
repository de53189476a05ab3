import { existsSync, renameSync } from 'node:fs';

/** What a database file consists of; they belong together. */
const ENDS = ['', '-wal', '-shm'] as const;

/** Renames a damaged database with its WAL, so that nothing of it is lost, or mixed with what takes its place. Gives its new path. */
export const setAside = (path: string, now: number): string => {
  let aside = `${path}.broken-${now}`;
  for (let n = 2; existsSync(aside); n += 1) aside = `${path}.broken-${now}-${n}`;
  for (const end of ENDS) if (existsSync(path + end)) renameSync(path + end, aside + end);
  return aside;
};
