import type { FileKind, ImportMapping } from './contract.ts';
import { formatOf } from './formatOf.ts';
import { headerKey, recogniseFormat } from './recogniseFormat.ts';

/** The mapping a file starts with: its format and what that says of each column. The user has the last word. */
export const proposeMapping = (headers: readonly string[], plain: FileKind): ImportMapping => {
  const format = recogniseFormat(headers, plain);
  const { columns, dateOrder } = formatOf(format);
  return {
    format,
    columns: headers.map((header, column) => ({ column, field: columns.get(headerKey(header)) ?? null })),
    values: [],
    dateOrder,
    toTriage: false,
  };
};
