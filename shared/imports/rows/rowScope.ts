import type { PlanningSettings } from '../../backlog/planningSettings.ts';
import type { ImportMapping, TargetField } from '../contract.ts';
import type { FormatRules } from '../formatRules.ts';
import type { Cell } from '../importedRow.ts';
import type { FilledCell, MappedColumns } from '../mappedColumns.ts';
import type { CellProblem, ReadFields, UnmetValue } from '../readItem.ts';
import type { Understood, ValueReader } from '../valueReader.ts';

/** Everything that rows of one file are read by. */
export interface RowRules {
  readonly rules: FormatRules;
  readonly columns: MappedColumns;
  readonly values: ValueReader;
  readonly settings: PlanningSettings;
  readonly mapping: ImportMapping;
  readonly headers: readonly string[];
}

type Writable<Fields> = { -readonly [Name in keyof Fields]: Fields[Name] };

/** One row while it is read: the functions beside this one put into it what they find. */
export interface RowScope extends RowRules {
  readonly cells: readonly Cell[];
  readonly fields: Writable<ReadFields>;
  readonly problems: CellProblem[];
  readonly unmet: UnmetValue[];
}

export const rowScope = (rowRules: RowRules, cells: readonly Cell[]): RowScope => ({
  ...rowRules,
  cells,
  fields: {},
  problems: [],
  unmet: [],
});

/** Notes what is wrong with a cell of a column; -1 is the row as a whole. */
export const wrong = ({ headers, problems }: RowScope, column: number, message: string): void => {
  problems.push({ column: column < 0 ? '' : headers[column]?.trim() || `column ${column + 1}`, message });
};

/** The first of the cells that is understood; `undefined`, and noted, when none is, and also where no column was mapped to the field. */
export const understood = <Value>(
  { columns, unmet }: RowScope,
  field: TargetField,
  filled: readonly FilledCell[],
  read: (field: TargetField, text: string) => Understood<Value>,
): Understood<Value> => {
  if (!columns.has(field)) return undefined;
  const [first] = filled;
  if (first === undefined) return read(field, '');
  for (const { text } of filled) {
    const value = read(field, text);
    if (value !== undefined) return value;
  }
  unmet.push({ field, value: first.text.trim() });
  return undefined;
};

/** A text of a file short enough for a message. */
export const cut = (text: string): string => (text.length > 60 ? `${text.slice(0, 59)}…` : text);
