/** Lines `from`..`to` of a file, both included, from 1. */
export interface LineRange {
  readonly from: number;
  readonly to: number;
}

/** Whether any of the lines `from`..`to` is one of the ranges. */
export const touchesRange = (ranges: readonly LineRange[], from: number, to: number): boolean =>
  ranges.some((range) => range.from <= to && from <= range.to);
