import { Failure } from '../../../shared/errors.ts';

const storage = (message: string, act: string) => new Failure('STORAGE', message, { act });

/** What an error of SQLite means for people, by its result code; null when it is not about storage. */
export const mapSqliteError = (error: unknown): Failure<'STORAGE'> | null => {
  const { code } = (typeof error === 'object' && error !== null ? error : {}) as { code?: unknown };
  if (typeof code !== 'string' || !code.startsWith('SQLITE_')) return null;
  if (code.startsWith('SQLITE_FULL'))
    return storage('The disk with Pitwall’s data is full; nothing was changed.', 'Free some space, then do it again.');
  if (code.startsWith('SQLITE_READONLY') || code.startsWith('SQLITE_PERM'))
    return storage('Pitwall’s data cannot be written; nothing was changed.', 'Make the data folder writable again.');
  if (code.startsWith('SQLITE_IOERR') || code.startsWith('SQLITE_CANTOPEN'))
    return storage(
      `Pitwall’s data could not be read or written (${code}).`,
      'Check the disk, then start Pitwall again.',
    );
  if (code.startsWith('SQLITE_CORRUPT') || code.startsWith('SQLITE_NOTADB'))
    return storage(`Pitwall’s database is damaged (${code}).`, 'Start Pitwall again: it takes up the newest backup.');
  return null;
};
