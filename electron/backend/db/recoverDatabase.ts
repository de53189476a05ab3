import { closeSync, copyFileSync, fsyncSync, openSync, renameSync } from 'node:fs';
import { basename } from 'node:path';
import { goodBackups } from './backupFiles.ts';
import { setAside } from './setAside.ts';

/** Puts a backup into the database's place in one step: a start that is cut off here finds nothing, not half a file. */
const putBack = (backup: string, path: string): void => {
  const copy = `${path}.restoring`;
  copyFileSync(backup, copy);
  const file = openSync(copy, 'r+');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(copy, path);
};

export interface Recovery {
  readonly aside: string;
  /** The backup that took its place; null when there was none. */
  readonly backup: string | null;
  /** What happened, for people. */
  readonly notice: string;
}

/** Sets a damaged database aside and puts the newest good backup into its place. `why` ends a sentence that begins "The database". */
export const recoverDatabase = (path: string, why: string, backupsDir: string, now: number): Recovery => {
  const [backup] = goodBackups(backupsDir);
  const aside = setAside(path, now);
  const was = `The database ${why}. It was set aside as ${basename(aside)}.`;
  if (backup === undefined)
    return { aside, backup: null, notice: `${was} There was no backup, so Pitwall began with an empty one.` };
  putBack(backup.path, path);
  const at = new Date(backup.at).toISOString().slice(0, 16).replace('T', ' ');
  const since = 'What was done since then is missing here; what servers run is not touched by that.';
  return { aside, backup: backup.path, notice: `${was} Pitwall went back to its backup of ${at} UTC. ${since}` };
};
