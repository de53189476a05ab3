import { DatabaseRefused } from './databaseRefused.ts';

const OTHER_FOLDER = 'or name another data folder with --data.';

/** Why the database at the path cannot be opened, for people; a refusal that is one already stays as it is. */
export const refusalOf = (path: string, error: unknown): DatabaseRefused => {
  if (error instanceof DatabaseRefused) return error;
  const code = String((error as { code?: unknown } | null)?.code ?? '');
  const detail = code === '' ? String((error as { message?: unknown } | null)?.message ?? error) : code;
  if (/^(SQLITE_FULL|ENOSPC|EDQUOT)/.test(code))
    return new DatabaseRefused(
      `There is no space left for the database ${path} (${code}).`,
      `Free a few megabytes, ${OTHER_FOLDER}`,
    );
  if (/^(SQLITE_READONLY|SQLITE_CANTOPEN|SQLITE_PERM|EACCES|EPERM|EROFS|EISDIR|ENOTDIR)/.test(code))
    return new DatabaseRefused(
      `The database ${path} cannot be opened for writing (${code}).`,
      `Make the file and its folder writable, ${OTHER_FOLDER}`,
    );
  if (/^(SQLITE_BUSY|SQLITE_LOCKED)/.test(code))
    return new DatabaseRefused(
      `Another program holds the database ${path} (${code}).`,
      `Close what has it open, ${OTHER_FOLDER}`,
    );
  return new DatabaseRefused(
    `The database ${path} could not be opened or brought up to date (${detail}).`,
    'It is as it was, and Pitwall’s backups lie beside it. Try again; if it stays so, report it with this line.',
  );
};
