import { closeSync, fsyncSync, openSync, rmSync, statSync, writeSync } from 'node:fs';

/** Room for a few dozen commits of some pages each: enough for every run that goes on to write its end. */
export const RESERVE_SIZE = 256 * 1024;

/** A file that holds nothing but space, to be given up when the disk is full: there even DELETE fails, and so would the end of a run. */
export interface SpaceReserve {
  /** Does work that must succeed even on a full disk: when there is no space, the reserve is given up and the work done once more.
   *
   * The work is one transaction, one statement, or the writing of a few bytes: what failed has left nothing behind. */
  readonly spend: <Result>(work: () => Result) => Result;
  /** Takes the space, if there is any; true when the reserve is whole. What was spent is taken again with later work, once there is space. */
  readonly fill: () => boolean;
}

const isFull = (error: unknown): boolean =>
  /^(SQLITE_FULL|ENOSPC|EDQUOT)/.test(String((error as { code?: unknown } | null)?.code));

export const openSpaceReserve = (path: string): SpaceReserve => {
  const fill = (): boolean => {
    try {
      if (sizeOf(path) === RESERVE_SIZE) return true;
      const file = openSync(path, 'w', 0o600);
      try {
        // Real bytes: a file with a hole would promise space that is not there.
        for (let at = 0; at < RESERVE_SIZE; ) at += writeSync(file, Buffer.alloc(RESERVE_SIZE - at, 0x5a));
        fsyncSync(file);
      } finally {
        closeSync(file);
      }
      return true;
    } catch {
      rmSync(path, { force: true });
      return false;
    }
  };
  let spent = false;
  const spend = <Result>(work: () => Result): Result => {
    try {
      const result = work();
      if (spent) spent = !fill();
      return result;
    } catch (error) {
      if (!isFull(error) || sizeOf(path) === 0) throw error;
      rmSync(path, { force: true });
      spent = true;
      return work();
    }
  };
  return { fill, spend };
};

const sizeOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0;
