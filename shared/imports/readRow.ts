import type { FileKind, ImportMapping } from './contract.ts';
import { formatOf } from './formatOf.ts';
import type { ImportedRow } from './importedRow.ts';
import { createMappedColumns } from './mappedColumns.ts';
import type { RowReading } from './readItem.ts';
import { readIdentity } from './rows/readIdentity.ts';
import { readLabels } from './rows/readLabels.ts';
import { readMeanings } from './rows/readMeanings.ts';
import { readTexts } from './rows/readTexts.ts';
import { readTimes } from './rows/readTimes.ts';
import { type RowRules, type RowScope, rowScope, wrong } from './rows/rowScope.ts';
import { createValueReader, type Surroundings } from './valueReader.ts';

const NOT_ARCHIVED = new Set(['false', 'no', '0']);

/** Reads the rows of a file by a mapping: each becomes an item that is not one yet, is left out by rule, or fails with all that is wrong with it.
 *
 * Where several columns were mapped to one field the first that is not blank counts; labels are put together, see also `readMeanings`. */
export const createRowReader = (
  { headers, kind }: { readonly headers: readonly string[]; readonly kind: FileKind },
  mapping: ImportMapping,
  surroundings: Surroundings,
) => {
  const rules = formatOf(mapping.format);
  const rowRules: RowRules = {
    rules,
    columns: createMappedColumns(mapping, rules, kind),
    values: createValueReader(rules, mapping.values, surroundings),
    settings: surroundings.settings,
    mapping,
    headers,
  };
  return (raw: ImportedRow): RowReading => {
    const scope = rowScope(rowRules, raw.cells);
    const problem = raw.problem ?? shapeProblem(raw, headers);
    if (problem !== null) {
      wrong(scope, -1, problem);
      return failed(scope);
    }
    if (isArchived(scope)) return { kind: 'skipped' };
    readTexts(scope);
    readMeanings(scope);
    const kindOfLabel = readLabels(scope);
    readTimes(scope);
    const identity = readIdentity(scope);
    if (scope.problems.length > 0) return failed(scope);
    const { row, line } = raw;
    return { kind: 'item', item: { row, line, ...identity, kindOfLabel, fields: scope.fields }, unmet: scope.unmet };
  };
};

const failed = ({ problems, unmet }: RowScope): RowReading => ({ kind: 'failed', problems, unmet });

const shapeProblem = ({ cells }: ImportedRow, headers: readonly string[]): string | null =>
  cells.length === headers.length
    ? null
    : `The row has ${cells.length} cells where the header has ${headers.length}: a quote or a separator is missing, or one too many.`;

const isArchived = ({ columns, cells }: RowScope): boolean =>
  columns.filled(cells, 'archived').some(({ text }) => !NOT_ARCHIVED.has(text.trim().toLowerCase()));
