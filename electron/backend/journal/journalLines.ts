import type { JournalEntry } from '../../../shared/monitor/journalEntry.ts';

/** Entries and characters that are remembered: much more than an item shows, because one entry may be a whole traceback. */
const KEPT = 100;
const LONGEST = 4_000;

/** The newest lines of a unit's journal, for evidence. */
export interface JournalLines {
  /** An entry that is there already, because it was read twice, is not added again. */
  readonly add: (entries: readonly JournalEntry[]) => void;
  /** With their times in UTC, oldest first. */
  readonly lines: () => readonly string[];
}

export const createJournalLines = (): JournalLines => {
  const entries = new Map<string, { readonly at: number; readonly text: string }>();
  return {
    add: (added) => {
      for (const { cursor, at, message } of added.slice(-KEPT))
        if (!entries.has(cursor)) entries.set(cursor, { at, text: message.slice(0, LONGEST) });
      for (const cursor of entries.keys()) {
        if (entries.size <= KEPT) break;
        entries.delete(cursor);
      }
    },
    lines: () =>
      [...entries.values()].flatMap(({ at, text }) =>
        text.split('\n').map((line) => `${new Date(at).toISOString().slice(11, 19)} ${line}`),
      ),
  };
};
