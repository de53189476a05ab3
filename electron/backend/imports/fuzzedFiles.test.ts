import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { dateOrders, type ImportMapping, importFormats, targetFields } from '../../../shared/imports/contract.ts';
import { hostileText } from '../../../shared/imports/testing/hostileText.ts';
import { type ImportBed, importBed, sampleFile } from './testing/importBed.ts';

/** Files that are tried; PITWALL_FUZZED_FILES=50000 tries as many as the promise says. */
const FILES = Number(process.env.PITWALL_FUZZED_FILES ?? 600);

let at: ImportBed;
beforeAll(async () => {
  at = await importBed();
});
afterAll(() => at.bed.remove());

const samples = [
  'linear.csv',
  'jira.csv',
  'github.json',
  'gitlab.csv',
  'shortcut.csv',
  'plane.csv',
  'table.csv',
  'list.json',
].map(sampleFile);
const bytesOf = (text: fc.Arbitrary<string>) => text.map((each) => Buffer.from(each));
const piece = fc.oneof(
  bytesOf(hostileText),
  bytesOf(fc.constantFrom('"', '""', ',', '\r\n', '\n', ';', '\t', '{', '}', '[', ']', ':', '\\', '\0', '"="')),
  fc.uint8Array({ maxLength: 6 }).map((bytes) => Buffer.from(bytes)),
);

/** A tool's export with some bytes taken out and others put in. */
const broken = fc
  .record({
    sample: fc.constantFrom(...samples),
    edits: fc.array(fc.record({ at: fc.nat(3000), drop: fc.nat(8), put: piece }), { maxLength: 3 }),
  })
  .map(({ sample, edits }) =>
    edits.reduce((bytes, { at: place, drop, put }) => {
      const from = place % (bytes.length + 1);
      return Buffer.concat([bytes.subarray(0, from), put, bytes.subarray(from + drop)]);
    }, sample),
  );
const anything = fc.oneof(
  fc.array(piece, { maxLength: 20 }).map((pieces) => Buffer.concat(pieces)),
  fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
);

const files = fc.record({
  bytes: fc.oneof({ weight: 6, arbitrary: broken }, anything),
  name: fc.constantFrom('a.csv', 'a.json', 'a'),
  format: fc.option(fc.constantFrom(...importFormats), { nil: undefined }),
  dateOrder: fc.constantFrom(...dateOrders),
  remapped: fc.array(fc.record({ column: fc.nat(30), field: fc.constantFrom(...targetFields) }), { maxLength: 4 }),
});

it(`P15 ends in rows or in a reason whatever a file holds (${FILES} files)`, {
  timeout: 60_000 + FILES * 60,
}, async () => {
  let read = 0;
  let refused = 0;
  const outcome = await fc.check(
    fc.asyncProperty(files, async ({ bytes, name, format, dateOrder, remapped }) => {
      const id = await at.upload(name, bytes);
      const { imports } = at.bed.client;
      try {
        const mapping = await at.mapped(
          id,
          (proposed): ImportMapping => ({
            ...proposed,
            format: format ?? proposed.format,
            dateOrder,
            columns: proposed.columns.map((each) => ({
              ...each,
              field: remapped.find(({ column }) => column === each.column)?.field ?? each.field,
            })),
          }),
        );
        const { rows, created, updated, unchanged, skipped, failed } = await imports.dryRun({ import: id, mapping });
        expect(created + updated + unchanged + skipped + failed).toBe(rows);
        read += 1;
      } catch (error) {
        expect(error).toMatchObject({ code: 'FILE_INVALID' });
        refused += 1;
      } finally {
        await imports.close({ import: id });
      }
    }),
    { numRuns: FILES },
  );
  console.log(`${read} fuzzed files read, ${refused} refused with a reason; seed ${outcome.seed}`);
  expect(outcome.failed, fc.defaultReportMessage(outcome) ?? '').toBe(false);
  expect(await at.items()).toEqual([]);
});
