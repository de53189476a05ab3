import { closeSync, openSync } from 'node:fs';
import Database from 'better-sqlite3';

/** Takes the lock that makes this process the only one on its data folder; null when another process holds it.
 *
 * SQLite's exclusive lock on an empty file is the one lock that Node can take on every system and that the kernel frees when its holder
 * dies, however it dies. Nothing is ever written into the file, so nothing in it can be old or broken; a process id in a file could be
 * both. Throws what SQLite throws when the file cannot be opened. */
export const takeInstanceLock = (path: string): (() => void) | null => {
  makePrivate(path);
  const lock = new Database(path, { timeout: 0 });
  try {
    lock.pragma('locking_mode = EXCLUSIVE');
    lock.exec('BEGIN EXCLUSIVE');
    return () => void lock.close();
  } catch (error) {
    lock.close();
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')) return null;
    throw error;
  }
};

/** Made here so that it is private from its first moment; never opened when it is there, because closing any descriptor of a file gives up
 * the process's POSIX locks on it. */
const makePrivate = (path: string): void => {
  try {
    closeSync(openSync(path, 'ax', 0o600));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
};
