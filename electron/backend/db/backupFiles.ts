import { chmodSync, closeSync, existsSync, fsyncSync, openSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Examination, examineDatabase } from './examineDatabase.ts';

const KEPT = 3;
const NAME = /^pitwall-(\d{13})\.db$/;

export interface BackupFile {
  readonly path: string;
  /** When it was made, by this machine's clock. */
  readonly at: number;
}

/** Backups in the folder, newest first; whether they are good is not looked at. */
export const listBackups = (dir: string): readonly BackupFile[] =>
  (existsSync(dir) ? readdirSync(dir) : [])
    .flatMap((name) => {
      const at = NAME.exec(name)?.[1];
      return at === undefined ? [] : [{ path: join(dir, name), at: Number(at) }];
    })
    .sort((a, b) => b.at - a.at);

/** Backups that are whole, newest first. */
export const goodBackups = (dir: string): readonly (BackupFile & { readonly head: number })[] =>
  listBackups(dir).flatMap((file) => {
    const seen = examined(file.path);
    return seen.kind === 'good' ? [{ ...file, head: seen.head }] : [];
  });

/** A backup that cannot even be read is as good as a broken one. */
const examined = (path: string): Examination => {
  try {
    return examineDatabase(path);
  } catch (error) {
    return { kind: 'broken', why: String(error) };
  }
};

/** Where a copy is written before it counts as a backup. */
export const unfinishedBackup = (dir: string): string => join(dir, 'unfinished.db');

/** Makes a finished copy a backup, once it was opened and checked; only then do the oldest go, so that three good ones stay.
 *
 * Throws when the copy does not pass; the backups that are there stay. */
export const keepBackup = (dir: string, now: number): string => {
  const copy = unfinishedBackup(dir);
  const seen = examined(copy);
  if (seen.kind !== 'good') {
    discard(copy);
    throw new Error(`a backup did not pass its check: ${seen.kind}${'why' in seen ? ` (${seen.why})` : ''}`);
  }
  // A clock that was set back must not make the newest backup look like the oldest.
  const at = Math.max(now, (listBackups(dir)[0]?.at ?? 0) + 1);
  const path = join(dir, `pitwall-${String(at).padStart(13, '0')}.db`);
  chmodSync(copy, 0o600);
  const file = openSync(copy, 'r+');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(copy, path);
  discard(copy);
  for (const old of listBackups(dir).slice(KEPT)) discard(old.path);
  return path;
};

/** Deletes a copy with what SQLite may have laid beside it. */
export const discard = (path: string): void => {
  for (const end of ['', '-wal', '-shm', '-journal']) rmSync(path + end, { force: true });
};
