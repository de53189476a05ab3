import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import {
  type FileEncoding,
  type FileKind,
  IMPORT_COLUMNS_MAX,
  IMPORT_ROWS_MAX,
} from '../../../shared/imports/contract.ts';
import { type Delimiter, detectDelimiter } from '../../../shared/imports/detectDelimiter.ts';
import { detectEncoding } from '../../../shared/imports/detectEncoding.ts';
import { type Cell, cellText, type ImportedRow } from '../../../shared/imports/importedRow.ts';
import { decodeText } from './decodeText.ts';
import { fileInvalid } from './fileInvalid.ts';
import type { ImportFile } from './importFiles.ts';
import { readCsvRows } from './readCsvRows.ts';
import { readJsonRecords } from './readJsonRecords.ts';

/** Bytes that tell encoding, kind and delimiter. */
const HEAD = 64 * 1024;
const SAMPLES = 5;
const SAMPLE_MAX = 120;

/** How a file is to be read, and what is in it. */
export interface FileSurvey {
  readonly encoding: FileEncoding;
  readonly kind: FileKind;
  readonly delimiter: Delimiter;
  readonly headers: readonly string[];
  readonly rows: number;
  /** The first different texts of each column. */
  readonly samples: readonly (readonly string[])[];
}

type Source = Pick<ImportFile, 'path' | 'fileName'>;
type Reading = Pick<FileSurvey, 'encoding' | 'kind' | 'delimiter'>;

/** Reads a file once from end to end: how it is written, its columns, samples, and how many rows it has. */
export const surveyFile = async (source: Source): Promise<FileSurvey> => {
  const reading = await lookAtHead(source);
  const columns = new Map<string, number>();
  let headers: readonly string[] = [];
  const samples: string[][] = [];
  let rows = 0;
  const sample = (column: number, cell: Cell): void => {
    const text = cellText(cell).trim().slice(0, SAMPLE_MAX);
    const known = samples[column] ?? [];
    samples[column] = known;
    if (text !== '' && known.length < SAMPLES && !known.includes(text)) known.push(text);
  };
  const count = (line: number): void => {
    rows += 1;
    if (rows > IMPORT_ROWS_MAX)
      throw fileInvalid(`The file has more than ${IMPORT_ROWS_MAX.toLocaleString('en')} rows. Split it.`, line);
  };
  if (reading.kind === 'csv') {
    for await (const { row, line, cells } of csvRows(source, reading)) {
      if (row === 0) headers = cells.map((cell) => cellText(cell).trim());
      else {
        count(line);
        for (const column of headers.keys()) sample(column, cells[column] ?? '');
      }
      if (headers.length > IMPORT_COLUMNS_MAX) throw tooWide();
    }
    if (headers.length === 0) throw fileInvalid('The file is empty: it has no header and no rows.');
  } else {
    for await (const { line, cells } of readJsonRecords(textOf(source, reading))) {
      count(line);
      for (const [name, cell] of cells) {
        const column = columns.get(name) ?? columns.size;
        columns.set(name, column);
        if (column >= IMPORT_COLUMNS_MAX) throw tooWide();
        sample(column, cell);
      }
    }
    headers = [...columns.keys()];
  }
  return { ...reading, headers, rows, samples: headers.map((_, column) => samples[column] ?? []) };
};

/** The rows of a file that was surveyed, its header not among them; each JSON object has a cell for every column. */
export async function* rowsOf(source: Source, survey: FileSurvey): AsyncGenerator<ImportedRow, void, void> {
  if (survey.kind === 'csv') {
    for await (const row of csvRows(source, survey)) if (row.row > 0) yield row;
    return;
  }
  for await (const record of readJsonRecords(textOf(source, survey)))
    yield { ...record, cells: survey.headers.map((name) => record.cells.get(name) ?? '') };
}

const csvRows = (source: Source, reading: Reading) => readCsvRows(textOf(source, reading), reading.delimiter);

const textOf = ({ path }: Source, { encoding }: Reading): AsyncGenerator<string, void, void> =>
  decodeText(createReadStream(path), encoding);

const lookAtHead = async ({ path, fileName }: Source): Promise<Reading> => {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD), 0, HEAD, 0);
    const head = buffer.subarray(0, bytesRead);
    if (bytesRead === 0) throw fileInvalid('The file is empty: it has no header and no rows.');
    const guess = detectEncoding(head);
    if ('problem' in guess) throw fileInvalid(guess.problem);
    const text = new TextDecoder(guess.encoding).decode(head);
    const kind = /\.(?:csv|tsv|txt)$/i.test(fileName) || !/^\s*[[{]/.test(text) ? 'csv' : 'json';
    return { encoding: guess.encoding, kind, delimiter: detectDelimiter(text) };
  } finally {
    await file.close();
  }
};

const tooWide = () => fileInvalid(`The file has more than ${IMPORT_COLUMNS_MAX} columns.`);
