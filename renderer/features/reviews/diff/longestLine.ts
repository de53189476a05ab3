import type { DiffRow } from './diffRows.ts';

/** Columns of a tab. */
const TAB = 4;

/** The columns that the longest of the lines takes, about: a tab counts whole. */
export const longestLine = (rows: readonly DiffRow[]): number => {
  let longest = 0;
  for (const row of rows) {
    if (row.kind === 'gap') continue;
    for (const { change } of row.changes) {
      const tabs = change.content.includes('\t') ? change.content.split('\t').length - 1 : 0;
      longest = Math.max(longest, change.content.length + tabs * (TAB - 1));
    }
  }
  return longest;
};
