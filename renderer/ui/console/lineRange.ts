/** Lines chosen to be copied: from the one chosen first (`anchor`) to the one chosen last (`head`), in either order. */
export interface LineRange {
  readonly anchor: number;
  readonly head: number;
}

export const firstOf = ({ anchor, head }: LineRange): number => Math.min(anchor, head);
export const lastOf = ({ anchor, head }: LineRange): number => Math.max(anchor, head);
export const countOf = (range: LineRange): number => lastOf(range) - firstOf(range) + 1;

export const holds = (range: LineRange | null, line: number): boolean =>
  range !== null && line >= firstOf(range) && line <= lastOf(range);

/** The range after a line was chosen; `extend` keeps where it began. */
export const chooseLine = (range: LineRange | null, line: number, extend: boolean): LineRange =>
  extend && range !== null ? { anchor: range.anchor, head: line } : { anchor: line, head: line };
