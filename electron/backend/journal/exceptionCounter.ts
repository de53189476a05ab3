import type { EnvironmentId } from '../../../shared/ids.ts';
import type { JournalEntry } from '../../../shared/monitor/journalEntry.ts';
import { createTracebackReader, type PythonTraceback } from '../../../shared/monitor/pythonTraceback.ts';
import { tracebackFingerprint } from '../../../shared/monitor/tracebackFingerprint.ts';
import type { Database } from '../db/database.ts';
import { countException, pruneExceptions } from './exceptionTable.ts';
import { findJournalCursor, saveJournalCursor } from './journalCursorTable.ts';

/** Groups of an environment that are kept. */
const KEPT = 1_000;
/** Milliseconds by the server's clock in which a process that wrote half a traceback writes the rest. */
const HALF = 2_000;

export interface ExceptionCounter {
  /** Behind which entry to go on; null when nothing was read yet. */
  readonly cursor: () => string | null;
  readonly beginAfter: (cursor: string) => void;
  readonly forget: () => void;
  readonly add: (entries: readonly JournalEntry[]) => void;
  /** Counts tracebacks that were complete the last time already: nothing more came of them. */
  readonly complete: () => void;
}

/** Counts exceptions out of journal entries. What is counted, and up to where the journal was read, is written in one transaction; while a
 * traceback is only begun, the place before it stands, so that a restart loses none. */
export const createExceptionCounter = (
  db: Database,
  environment: EnvironmentId,
  unit: string,
  appPath: () => string,
  onCounted: () => void,
): ExceptionCounter => {
  const reader = createTracebackReader();
  let cursor = findJournalCursor(db, environment, unit);
  let saved = cursor;
  let quiet = false;
  let newest = 0;

  const write = (found: readonly PythonTraceback[]): void => {
    const place = reader.idle() ? cursor : saved;
    if (found.length === 0 && place === saved) return;
    db.transaction(() => {
      for (const each of found) countException(db, environment, each, tracebackFingerprint(each, appPath()));
      if (found.length > 0) pruneExceptions(db, environment, KEPT);
      if (place !== null) saveJournalCursor(db, environment, unit, place);
    })();
    saved = place;
    if (found.length > 0) onCounted();
  };

  return {
    cursor: () => cursor,
    beginAfter: (place) => {
      cursor = place;
      write([]);
    },
    forget: () => {
      cursor = null;
    },
    add: (entries) => {
      const found: PythonTraceback[] = [];
      for (const entry of entries) {
        found.push(...reader.push(entry));
        cursor = entry.cursor;
        newest = Math.max(newest, entry.at);
      }
      if (entries.length > 0) quiet = false;
      write(found);
    },
    complete: () => {
      write(reader.flush(quiet ? Number.POSITIVE_INFINITY : newest - HALF));
      quiet = true;
    },
  };
};
