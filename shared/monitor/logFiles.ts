/** A log and its rotated copies, as they lie in the folder now: oldest first, the log itself last. */
export interface LogFile {
  /** What stands behind the log's own name: `` (itself), `.1`, `-20261125`. */
  readonly suffix: string;
  readonly inode: string;
  readonly size: number;
}

/** Up to where a log was read: a file, by its inode, and a place in it. */
export interface LogPosition {
  readonly inode: string;
  readonly offset: number;
}

/** What to do next.
 *
 * - `read`: there is more behind the position.
 * - `copies`: the file was cut short or is gone; what was not read may lie in one of these, at the same offset.
 * - `next`: the file was renamed and is read to its end; on to this one.
 * - `wait`: all is read. `renamed`: the next file has something in it already, but this one may still be written.
 * - `missing`: there is no log. */
export type LogStep =
  | { readonly kind: 'read'; readonly file: LogFile }
  | { readonly kind: 'copies'; readonly among: readonly LogFile[] }
  | { readonly kind: 'next'; readonly file: LogFile }
  | { readonly kind: 'wait'; readonly renamed: boolean }
  | { readonly kind: 'missing' };

/** nginx goes on writing to a renamed log until it is told to open the new one: so many looks without news of it are waited for. */
export const LINGER = 3;

const PACKED = /\.(gz|bz2|xz|zst|lz4|zip)$/;

/** Decides the next step from where the reading is and what lies there. `quiet`: looks in a row in which the renamed file did not grow. */
export const nextLogStep = (position: LogPosition, listed: readonly LogFile[], quiet: number): LogStep => {
  const files = listed.filter(({ suffix }) => !PACKED.test(suffix));
  const index = files.findIndex(({ inode }) => inode === position.inode);
  const file = files[index];
  const hasLog = files.some(({ suffix }) => suffix === '');
  if (file === undefined || file.size < position.offset) {
    const among = files.filter(({ suffix, size }) => suffix !== '' && size >= position.offset).reverse();
    return hasLog ? { kind: 'copies', among } : { kind: 'missing' };
  }
  if (file.size > position.offset) return { kind: 'read', file };
  if (file.suffix === '') return { kind: 'wait', renamed: false };
  const later = files.slice(index + 1);
  const next = later.find(({ size }) => size > 0);
  if (next === undefined) return { kind: 'wait', renamed: false };
  return quiet < LINGER ? { kind: 'wait', renamed: true } : { kind: 'next', file: next };
};
