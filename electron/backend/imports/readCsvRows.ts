import { pipeline } from 'node:stream/promises';
import { CsvError, parse } from 'csv-parse';
import type { Delimiter } from '../../../shared/imports/detectDelimiter.ts';
import type { ImportedRow } from '../../../shared/imports/importedRow.ts';
import { fileInvalid } from './fileInvalid.ts';

/** Bytes of one row. Descriptions end at 100,000 characters; more than this is a quote that is not closed. */
export const ROW_MAX = 4 * 1024 * 1024;

interface Parsed {
  readonly record: readonly string[];
  readonly info: { readonly empty_lines: number };
}

/** The rows of a CSV file, its header first as row 0. Rows may have any number of cells: that is judged where it can be told with its line.
 *
 * Broken quotes and rows beyond `rowMax` end in FILE_INVALID with the line their row begins in; nothing longer than that is kept in memory. */
export async function* readCsvRows(
  text: AsyncIterable<string>,
  delimiter: Delimiter,
  rowMax: number = ROW_MAX,
): AsyncGenerator<ImportedRow, void, void> {
  const parser = parse({
    delimiter,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: rowMax,
  });
  // Whatever fails in it, the reading below ends with it.
  pipeline(text, parser).catch(() => {});
  let row = 0;
  let full = 0;
  let empty = 0;
  try {
    for await (const { record, info } of parser as AsyncIterable<Parsed>) {
      empty = info.empty_lines;
      yield { row, line: 1 + full + empty, cells: record, problem: null };
      row += 1;
      full += 1 + record.reduce((lines, cell) => lines + lineBreaks(cell), 0);
    }
  } catch (error) {
    throw error instanceof CsvError ? invalid(error, 1 + full + empty, rowMax) : error;
  }
}

const invalid = ({ code, message }: CsvError, line: number, rowMax: number) => {
  switch (code) {
    case 'CSV_MAX_RECORD_SIZE':
      return fileInvalid(
        `The row that begins here is longer than ${Math.round(rowMax / 1024 / 1024)} MB. Probably a quote is not closed.`,
        line,
      );
    case 'CSV_QUOTE_NOT_CLOSED':
      return fileInvalid('A quote in the row that begins here is not closed.', line);
    case 'CSV_INVALID_CLOSING_QUOTE':
    case 'INVALID_OPENING_QUOTE':
      return fileInvalid(
        'In the row that begins here a quote stands where none may. A cell with quotes in it is put in quotes, and each of its own is written twice.',
        line,
      );
    default:
      return fileInvalid(`The row that begins here cannot be read: ${message}`, line);
  }
};

const BREAK = /\r\n|\n|\r/g;
const lineBreaks = (cell: string): number =>
  cell.includes('\n') || cell.includes('\r') ? (cell.match(BREAK)?.length ?? 0) : 0;
