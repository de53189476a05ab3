import type { EnvironmentId } from '../../../shared/ids.ts';
import type { JournalEntry } from '../../../shared/monitor/journalEntry.ts';
import {
  LATE_AFTER,
  type LateExceptions,
  lateExceptionsInWords,
  withLate,
} from '../../../shared/monitor/lateExceptions.ts';
import { createTracebackReader, type PythonTraceback } from '../../../shared/monitor/pythonTraceback.ts';
import { tracebackFingerprint } from '../../../shared/monitor/tracebackFingerprint.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../db/database.ts';
import { exceptionReadingOf } from './exceptionReadingOf.ts';
import { countException, pruneExceptions } from './exceptionTable.ts';
import { findJournalCursor, saveJournalCursor } from './journalCursorTable.ts';
import type { ExceptionListener } from './journalDeps.ts';

/** Groups of an environment that are kept. */
const KEPT = 1_000;
/** Milliseconds by the server's clock in which a process that wrote half a traceback writes the rest. */
const HALF = 2_000;

export interface ExceptionCounter {
  /** Behind which entry to go on; null when nothing was read yet. */
  readonly cursor: () => string | null;
  /** Begins behind the newest entry there is (null: there is none), unless it began before: then what came since then is read. Gives the
   * server's time in seconds since when to read while there is no cursor. */
  readonly begin: (newest: string | null, since: number) => number;
  readonly forget: () => void;
  /** What must be added to the server's time to get ours, in milliseconds. */
  readonly setAhead: (ms: number) => void;
  readonly add: (entries: readonly JournalEntry[]) => void;
  /** Counts tracebacks that were complete the last time already: nothing more came of them. */
  readonly complete: () => void;
}

export interface ExceptionCounterDeps extends Pick<ExceptionListener, 'onExceptions' | 'onMeanwhile'> {
  readonly db: Database;
  readonly clock: Pick<Clock, 'now'>;
  readonly environment: EnvironmentId;
  readonly unit: string;
  readonly appPath: () => string;
  readonly onCounted: () => void;
}

/** Counts exceptions out of journal entries. What is counted, what follows from it, and up to where the journal was read, is written in one
 * transaction; while a traceback is only begun, the place before it stands. So neither a restart nor a full disk loses one: what could not be
 * written throws, and is read again from the place before it. */
export const createExceptionCounter = (deps: ExceptionCounterDeps): ExceptionCounter => {
  const { db, clock, environment, unit } = deps;
  let reader = createTracebackReader();
  let cursor = findJournalCursor(db, environment, unit);
  let saved = cursor;
  let quiet = false;
  let newest = 0;
  let begunAt: number | null = null;
  let ahead = 0;
  let late: LateExceptions | null = null;

  const count = (found: readonly PythonTraceback[]): LateExceptions | null => {
    let told = late;
    for (const each of found) {
      // By our clock: what was resolved, and what is frequent, is so by that one; and nothing is of the future.
      const at = Math.min(clock.now(), each.at + ahead);
      const counted = countException(db, environment, { ...each, at }, tracebackFingerprint(each, deps.appPath()));
      const isLate = clock.now() - at > LATE_AFTER;
      if (isLate) told = withLate(told, counted.event, at);
      deps.onExceptions(environment, [exceptionReadingOf(counted, isLate)]);
    }
    return told;
  };
  const write = (found: readonly PythonTraceback[]): void => {
    const place = reader.idle() ? cursor : saved;
    if (found.length === 0 && place === saved) return;
    try {
      late = db.transaction(() => {
        const told = count(found);
        if (found.length > 0) pruneExceptions(db, environment, KEPT);
        if (place !== null) saveJournalCursor(db, environment, unit, place);
        return told;
      })();
    } catch (error) {
      cursor = saved;
      reader = createTracebackReader();
      throw error;
    }
    saved = place;
    if (found.length > 0) deps.onCounted();
  };

  return {
    cursor: () => cursor,
    begin: (place, since) => {
      if (cursor === null && begunAt === null && place !== null) {
        cursor = place;
        write([]);
      }
      begunAt ??= since;
      return begunAt;
    },
    forget: () => {
      cursor = null;
      saved = null;
      begunAt = null;
    },
    setAhead: (ms) => {
      ahead = ms;
    },
    add: (entries) => {
      const found: PythonTraceback[] = [];
      for (const entry of entries) {
        found.push(...reader.push(entry));
        cursor = entry.cursor;
        // The last one's, not the greatest: the clock there may be set back.
        newest = entry.at;
      }
      if (entries.length > 0) quiet = false;
      write(found);
    },
    complete: () => {
      write(reader.flush(quiet ? Number.POSITIVE_INFINITY : newest - HALF));
      if (quiet && late !== null) {
        deps.onMeanwhile(environment, lateExceptionsInWords(late));
        late = null;
      }
      quiet = true;
    },
  };
};
