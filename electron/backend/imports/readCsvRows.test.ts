import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { hostileText } from '../../../shared/imports/testing/hostileText.ts';
import { readCsvRows } from './readCsvRows.ts';
import { gathered } from './testing/gathered.ts';

/** No decoder cuts a letter in two. */
async function* pieces(text: string, size: number): AsyncGenerator<string, void, void> {
  const letters = [...text];
  for (let from = 0; from < letters.length; from += size) yield letters.slice(from, from + size).join('');
}

/** Lines of a text, whichever way they end. */
const lineCount = (text: string): number => text.split(/\r\n|\n|\r/).length;

it('P15 reads rows from pieces of any size and knows the line in which each begins', async () => {
  // A row of one blank cell is a blank line, which no reader can tell from none.
  const rows = fc.array(
    fc.array(hostileText, { minLength: 2, maxLength: 4 }).filter((cells) => cells.some((cell) => cell !== '')),
    { minLength: 1, maxLength: 6 },
  );
  await fc.assert(
    fc.asyncProperty(
      rows,
      fc.constantFrom('\n', '\r\n'),
      fc.nat(3),
      fc.integer({ min: 1, max: 40 }),
      async (list, end, blank, size) => {
        const texts = list.map((cells, at) => {
          // The first row tells how lines end.
          const row = stringify([at === 0 ? cells.map((cell) => cell.replace(/[\r\n]/g, ' ')) : cells], {
            record_delimiter: end,
            quoted: true,
          });
          return row + (at === blank ? end.repeat(2) : '');
        });
        const read = await gathered(readCsvRows(pieces(texts.join('').toWellFormed(), size), ','));
        expect(read.map(({ row }) => row)).toEqual(list.map((_, at) => at));
        expect(read.slice(1).map(({ cells }) => cells)).toEqual(
          list.slice(1).map((cells) => cells.map((cell) => cell.toWellFormed())),
        );
        expect(read.map(({ line }) => line)).toEqual(list.map((_, at) => lineCount(texts.slice(0, at).join(''))));
      },
    ),
  );
});

it('P15 gives up a quoted cell of 1 GB after the first megabytes, and says where it begins', async () => {
  const megabyte = 'x'.repeat(1024 * 1024);
  let given = 0;
  async function* endless(): AsyncGenerator<string, void, void> {
    yield 'Id,Title\n1,Sample\n2,"';
    for (given = 0; given < 1024; given += 1) yield megabyte;
  }
  const before = process.memoryUsage().rss;
  await expect(gathered(readCsvRows(endless(), ','))).rejects.toMatchObject({
    code: 'FILE_INVALID',
    message: 'Line 3: The row that begins here is longer than 4 MB. Probably a quote is not closed.',
  });
  expect(given).toBeLessThan(16);
  expect(process.memoryUsage().rss - before).toBeLessThan(200 * 1024 * 1024);
});

it('P15 gives up a line of 1 GB without a quote as well', async () => {
  async function* endless(): AsyncGenerator<string, void, void> {
    yield 'Id,Title\n1,';
    for (let given = 0; given < 1024; given += 1) yield ',a'.repeat(512 * 1024);
  }
  await expect(gathered(readCsvRows(endless(), ','))).rejects.toMatchObject({ code: 'FILE_INVALID' });
});
