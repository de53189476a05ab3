import type { LogPlace } from './logCursor.ts';
import type { KeptPosition } from './logPositionTable.ts';

interface Checkpoint {
  readonly place: LogPlace;
  /** The newest request before the place. */
  readonly newest: number;
  /** Lines before the place, since the keeper began. */
  readonly lines: number;
}

/** Places between the oldest and the newest that are remembered. */
const MOST = 100;
/** Without a new line the position is written so often, in milliseconds. */
const IDLE_SAVE = 60_000;

/** Decides which place of a log may be kept: one before which every request is in a bucket that is closed.
 *
 * Who goes on from there reads again some requests of closed buckets, and leaves those out by their time: so a restart loses none that came in
 * order, and doubles none. */
export const createPositionKeeper = (save: (position: KeptPosition) => void) => {
  let checkpoints: Checkpoint[] = [];
  let lines = 0;
  let saved: { readonly place: LogPlace; readonly at: number } | null = null;

  return {
    /** So many more lines were read; all before the place is counted. */
    read: (place: LogPlace | null, newest: number, more: number): void => {
      lines += more;
      if (place === null) return;
      if (checkpoints.length >= MOST) checkpoints = checkpoints.filter((_, index) => index % 2 === 0);
      checkpoints.push({ place, newest, lines });
    },
    /** Buckets before the instant are closed, and kept. `ahead`: what is added to the server's time to get ours. */
    closed: (until: number, ahead: number): void => {
      const index = checkpoints.findLastIndex(({ newest }) => newest < until);
      const found = checkpoints[index];
      if (found === undefined) return;
      const { place } = found;
      checkpoints = checkpoints.slice(index);
      const same = saved?.place.inode === place.inode && saved.place.offset === place.offset;
      if (same && Math.abs(until - (saved?.at ?? 0)) < IDLE_SAVE) return;
      save({ place, countedUntil: until, ahead, lines: lines - found.lines });
      saved = { place, at: until };
    },
  };
};
