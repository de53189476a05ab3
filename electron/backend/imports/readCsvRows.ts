import { pipeline } from 'node:stream/promises';
import { CsvError, parse } from 'csv-parse';
import type { Delimiter } from '../../../shared/imports/detectDelimiter.ts';
import type { ImportedRow } from '../../../shared/imports/importedRow.ts';
import { fileInvalid } from './fileInvalid.ts';

/** Bytes of one row. Descriptions end at 100,000 characters; more than this is a quote that is not closed. */
export const ROW_MAX = 4 * 1024 * 1024;

/** The rows of a CSV file, its header first as row 0. Rows may have any number of cells: that is judged where it can be told with its line.
 *
 * Broken quotes and rows beyond `rowMax` end in FILE_INVALID with the line their row begins in; nothing longer than that is kept in memory. */
export async function* readCsvRows(
  text: AsyncIterable<string>,
  delimiter: Delimiter,
  rowMax: number = ROW_MAX,
): AsyncGenerator<ImportedRow, void, void> {
  let row = 0;
  /** Lines of the rows so far; blank ones are counted by the parser. */
  let lines = 0;
  /** Where the rows begin that are parsed and not yet read. */
  const starts: number[] = [];
  const parser = parse({
    delimiter,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: rowMax,
    // Called as each row is parsed: those that wait to be read are lost when a later one is broken, and its line must be known all the same.
    on_record: (cells, { empty_lines }) => {
      starts.push(1 + lines + empty_lines);
      lines += 1 + cells.reduce((breaks, cell) => breaks + lineBreaks(cell), 0);
      return cells;
    },
  });
  // Whatever fails in it, the reading below ends with it.
  pipeline(text, parser).catch(() => {});
  try {
    for await (const cells of parser as AsyncIterable<readonly string[]>) {
      yield { row, line: starts.shift() ?? 1, cells, problem: null };
      row += 1;
    }
  } catch (error) {
    throw error instanceof CsvError ? invalid(error, 1 + lines + parser.info.empty_lines, rowMax) : error;
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
