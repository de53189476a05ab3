import { visibleParts } from '../../../ui/console/visibleParts.ts';
import type { DiffRow } from './diffRows.ts';

/** How many characters of the shown lines are written out, ends of lines by Windows apart: those that make code other than it looks (CVE-2021-42574). */
export const hiddenCharacters = (rows: readonly DiffRow[]): number =>
  rows.reduce(
    (sum, row) =>
      row.kind === 'gap' ? sum : sum + row.changes.reduce((inRow, { change }) => inRow + actingIn(change.content), 0),
    0,
  );

const actingIn = (text: string): number =>
  visibleParts(text.endsWith('\r') ? text.slice(0, -1) : text).filter(({ acting }) => acting).length;
