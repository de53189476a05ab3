import { lstatSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** git holds such a lock for milliseconds, on a slow disk for seconds. One that is older is of a git that was killed. */
const STALE_AFTER = 5 * 60_000;

/** Removes the locks that a git of ours left when it was killed or the power went, and names them; without this no fetch would ever work again.
 *
 * Only to be called for a clone of our own, which nobody else's git works in. Younger locks stay: a git that outlived its Pitwall may hold them. */
export const removeStaleLocks = (dir: string, now: number): readonly string[] => {
  const tops = namesIn(dir, false);
  const refs = namesIn(join(dir, 'refs'), true).map((name) => join('refs', name));
  const tables = namesIn(join(dir, 'reftable'), false).map((name) => join('reftable', name));
  return [...tops, ...refs, ...tables].filter((name) => {
    if (!name.endsWith('.lock')) return false;
    const path = join(dir, name);
    try {
      const found = lstatSync(path);
      if (!found.isFile() || now - found.mtimeMs < STALE_AFTER) return false;
      rmSync(path);
      return true;
    } catch {
      // It went in between.
      return false;
    }
  });
};

const namesIn = (folder: string, recursive: boolean): readonly string[] => {
  try {
    return readdirSync(folder, { recursive, encoding: 'utf8' });
  } catch {
    return [];
  }
};
