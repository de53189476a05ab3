import type { ListRow } from './listRows.ts';

export interface DropGap {
  readonly section: number;
  /** Rows above the gap, headings counted: where its line is drawn. */
  readonly row: number;
  /** Items of the section above the gap. */
  readonly index: number;
}

/** The gap between two rows nearest to a height, in rows from the list's top; null for an empty list.
 *
 * Right below a heading is the first place of its section, right above one the last place of the section before. */
export const dropGap = (rows: readonly ListRow[], height: number): DropGap | null => {
  const nearest = Math.min(rows.length, Math.max(0, Math.round(height)));
  const first = rows[0];
  if (first === undefined) return null;
  // Above the first heading is no place: it is the first one below it.
  const row = nearest === 0 && first.kind === 'group' ? 1 : nearest;
  const section = (rows[row - 1] ?? first).section;
  let index = 0;
  for (let at = row - 1; at >= 0; at -= 1) {
    const above = rows[at];
    if (above === undefined || above.kind === 'group' || above.section !== section) break;
    index += 1;
  }
  return { section, row, index };
};
