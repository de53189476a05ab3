import type { ImportSummary, RowError, TargetField } from './contract.ts';
import type { CellProblem, UnmetValue } from './readItem.ts';

/** Rows whose problems are told at once; all are in the error report. */
const ERRORS_SHOWN = 100;
const UNKNOWN_SHOWN = 1000;
/** Different values that are counted; a file with more has a column mapped to what it is not. */
const UNKNOWN_COUNTED = 10_000;

/** Counts what becomes of the rows of an import. */
export const createImportTally = () => {
  let rows = 0;
  let skipped = 0;
  const errors: RowError[] = [];
  const failedRows = new Set<number>();
  const unknown = new Map<string, { readonly field: TargetField; readonly value: string; count: number }>();
  return {
    row: () => {
      rows += 1;
    },
    skip: () => {
      skipped += 1;
    },
    fail: (row: number, line: number, problems: readonly CellProblem[]) => {
      failedRows.add(row);
      for (const { column, message } of problems)
        if (errors.length < ERRORS_SHOWN) errors.push({ row, line, column, message });
    },
    meet: ({ field, value }: UnmetValue) => {
      const key = `${field}\n${value}`;
      const known = unknown.get(key);
      if (known !== undefined) known.count += 1;
      else if (unknown.size < UNKNOWN_COUNTED) unknown.set(key, { field, value: shortened(value), count: 1 });
    },
    rows: () => rows,
    summary: (done: {
      readonly created: number;
      readonly updated: number;
      readonly unchanged: number;
    }): ImportSummary => ({
      rows,
      ...done,
      skipped,
      failed: failedRows.size,
      errors: errors.toSorted((one, other) => one.row - other.row),
      unknown: [...unknown.values()].toSorted((one, other) => other.count - one.count).slice(0, UNKNOWN_SHOWN),
    }),
  };
};

const shortened = (value: string): string => (value.length > 500 ? `${value.slice(0, 499)}…` : value);
