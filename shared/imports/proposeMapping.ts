import type { FileKind, ImportFormat, ImportMapping } from './contract.ts';
import { formatOf } from './formatOf.ts';
import { headerKey, recogniseFormat } from './recogniseFormat.ts';

/** The mapping a file starts with: the tool its columns are of, and what that says of each column. The user has the last word. */
export const proposeMapping = (headers: readonly string[], plain: FileKind): ImportMapping =>
  mappingAs(recogniseFormat(headers, plain), headers);

/** What a format says of the columns of a file. */
export const mappingAs = (format: ImportFormat, headers: readonly string[]): ImportMapping => {
  const { columns, dateOrder } = formatOf(format);
  return {
    format,
    columns: headers.map((header, column) => ({ column, field: columns.get(headerKey(header)) ?? null })),
    values: [],
    dateOrder,
    toTriage: false,
  };
};
