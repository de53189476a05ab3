import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { TargetField } from './contract.ts';
import { exportColumns } from './exportColumns.ts';
import { allFormats } from './formatOf.ts';
import { proposeMapping } from './proposeMapping.ts';
import { recogniseFormat } from './recogniseFormat.ts';

it('P15 recognises each tool by its columns, in any order and case and among others', () => {
  const known = Object.values(allFormats).flatMap(({ format, recognisedBy }) =>
    recognisedBy.map((names) => ({ format, names })),
  );
  fc.assert(
    fc.property(
      fc.constantFrom(...known),
      fc.infiniteStream(fc.nat()),
      fc.boolean(),
      ({ format, names }, order, upper) => {
        const shuffled = names
          .map((name) => ({ name, at: order.next().value ?? 0 }))
          .sort((one, other) => one.at - other.at)
          .map(({ name }) => (upper ? name.toUpperCase() : ` ${name} `));
        expect(recogniseFormat([...shuffled, 'A column of your own'], 'csv')).toBe(format);
      },
    ),
  );
  expect(recogniseFormat(['Title', 'Points'], 'csv')).toBe('csv');
  expect(recogniseFormat([], 'json')).toBe('json');
});

it('P15 maps every column of its own export', () => {
  for (const headers of [exportColumns.map(({ header }) => header), exportColumns.map(({ name }) => name)]) {
    const { format, columns } = proposeMapping(headers, 'csv');
    expect(format).toBe('pitwall');
    expect(columns.map(({ field }) => field)).toEqual(exportColumns.map(({ field }) => field));
  }
});

it('P15 takes a header that JavaScript knows for a text', () => {
  const none: TargetField | null = null;
  for (const header of ['__proto__', 'constructor', 'toString', 'hasOwnProperty'])
    expect(proposeMapping([header], 'csv').columns).toEqual([{ column: 0, field: none }]);
});
