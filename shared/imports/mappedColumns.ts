import type { FileKind, ImportMapping, TargetField } from './contract.ts';
import type { FormatRules } from './formatRules.ts';
import { type Cell, cellText } from './importedRow.ts';

/** A cell that has something in it, and the column it is from. */
export interface FilledCell {
  readonly column: number;
  readonly text: string;
}

/** The columns of a file by what they were mapped to. Only CSV is guarded against spreadsheets. */
export const createMappedColumns = (
  { columns }: ImportMapping,
  { unguard: unguardCsv, split }: FormatRules,
  kind: FileKind,
) => {
  const unguard = (cell: string): string => (kind === 'csv' ? unguardCsv(cell) : cell);
  const byField = new Map<TargetField, readonly number[]>();
  for (const { column, field } of columns.toSorted((one, other) => one.column - other.column))
    if (field !== null) byField.set(field, [...(byField.get(field) ?? []), column]);
  const of = (field: TargetField): readonly number[] => byField.get(field) ?? [];
  const textAt = (cells: readonly Cell[], column: number): string => {
    const cell = cells[column];
    return typeof cell === 'string' ? unguard(cell) : cellText(cell);
  };
  const filled = (cells: readonly Cell[], field: TargetField): readonly FilledCell[] =>
    of(field)
      .map((column) => ({ column, text: textAt(cells, column) }))
      .filter(({ text }) => text.trim() !== '');
  return {
    has: (field: TargetField): boolean => byField.has(field),
    /** The first column mapped to a field; -1 when there is none. */
    columnOf: (field: TargetField): number => of(field)[0] ?? -1,
    /** The cells of a field that are not blank, in the order of the file. */
    filled,
    /** The first of them, as it is written; empty when there is none. */
    first: (cells: readonly Cell[], field: TargetField): string => filled(cells, field)[0]?.text ?? '',
    /** The same, but a text of blanks alone is kept as it is. */
    exact: (cells: readonly Cell[], field: TargetField): string =>
      filled(cells, field)[0]?.text ?? textAt(cells, of(field)[0] ?? -1),
    /** All texts of a field whose cells hold several. */
    list: (cells: readonly Cell[], field: TargetField): readonly FilledCell[] =>
      of(field).flatMap((column) => {
        const cell = cells[column];
        const texts = typeof cell === 'string' ? split(unguard(cell)) : (cell ?? []);
        return texts.map((text) => ({ column, text }));
      }),
  };
};

export type MappedColumns = ReturnType<typeof createMappedColumns>;
