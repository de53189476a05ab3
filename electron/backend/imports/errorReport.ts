import { stringify } from 'csv-stringify/sync';
import type { FilePiece, ImportMapping } from '../../../shared/imports/contract.ts';
import { formatOf } from '../../../shared/imports/formatOf.ts';
import { guardCell } from '../../../shared/imports/guardCell.ts';
import type { Cell } from '../../../shared/imports/importedRow.ts';
import type { CellProblem } from '../../../shared/imports/readItem.ts';
import { joinList } from '../../../shared/imports/splitList.ts';
import { BYTE_ORDER_MARK } from './exportItems.ts';
import type { ImportFile } from './importFiles.ts';
import type { ImportsDeps } from './importsDeps.ts';
import { readImport } from './readImport.ts';
import { type FileSurvey, rowsOf } from './surveyFile.ts';

/** The rows that cannot be imported, as they are in the file and with the reason in a last column: a file that can be mended and imported. */
export async function* errorReport(
  deps: ImportsDeps,
  file: ImportFile,
  survey: FileSurvey,
  mapping: ImportMapping,
  signal?: AbortSignal,
): AsyncGenerator<FilePiece, void, void> {
  const reasons = new Map<number, string[]>();
  const reading = readImport(
    deps,
    file,
    survey,
    mapping,
    {
      row: () => {},
      skip: () => {},
      meet: () => {},
      fail: (row, _line, problems) => void reasons.set(row, [...(reasons.get(row) ?? []), ...problems.map(inWords)]),
    },
    signal,
  );
  while ((await reading.next()).done !== true);
  const fileName = `${file.fileName.replace(/\.[^.]*$/, '')}-not-imported.csv`;
  const { unguard } = formatOf(mapping.format);
  const guarded = (cell: Cell): string => {
    if (typeof cell !== 'string') return guardCell(joinList(cell));
    return guardCell(survey.kind === 'csv' ? unguard(cell) : cell);
  };
  const headers = [...survey.headers.map(guardCell), 'Why it was not imported'];
  yield { fileName, text: `${BYTE_ORDER_MARK}${line(headers)}` };
  for await (const { row, line: at, cells } of rowsOf(file, survey)) {
    const why = reasons.get(row);
    if (why !== undefined)
      yield { fileName, text: line([...cells.map(guarded), guardCell(`Line ${at}: ${why.join(' ')}`)]) };
  }
}

const line = (cells: readonly string[]): string => stringify([[...cells]], { record_delimiter: '\r\n' });

const inWords = ({ column, message }: CellProblem): string => (column === '' ? message : `${column}: ${message}`);
