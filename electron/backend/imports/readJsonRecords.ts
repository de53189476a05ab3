import { flattenRecord } from '../../../shared/imports/flattenRecord.ts';
import type { Cell, ImportedRow } from '../../../shared/imports/importedRow.ts';
import { createJsonElements, type JsonElement, JsonListError } from '../../../shared/imports/jsonElements.ts';
import { parseElement } from '../../../shared/imports/parseElement.ts';
import { fileInvalid } from './fileInvalid.ts';

/** An element of a JSON list: its cells by the names of their columns, or why it has none. */
export interface JsonRecord extends Omit<ImportedRow, 'cells'> {
  readonly cells: ReadonlyMap<string, Cell>;
}

const none: ReadonlyMap<string, Cell> = new Map();

/** The elements of the list that a JSON file is or holds. What is no JSON ends in FILE_INVALID with the line. */
export async function* readJsonRecords(text: AsyncIterable<string>): AsyncGenerator<JsonRecord, void, void> {
  const elements = createJsonElements();
  let row = 0;
  try {
    for await (const piece of text)
      for (const element of elements.push(piece)) {
        row += 1;
        yield { row, line: element.line, ...cellsOf(element) };
      }
    elements.end();
  } catch (error) {
    throw error instanceof JsonListError ? fileInvalid(error.message, error.line) : error;
  }
}

const cellsOf = ({ text, line }: JsonElement): Pick<JsonRecord, 'cells' | 'problem'> => {
  let value: unknown;
  try {
    value = parseElement(text);
  } catch {
    throw fileInvalid('The element that begins here is not JSON.', line);
  }
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? { cells: flattenRecord(value), problem: null }
    : { cells: none, problem: 'The element is not an object with fields.' };
};
