import fc from 'fast-check';
import { expect, it } from 'vitest';
import { guardCell, unguardCell } from './guardCell.ts';
import { hostileText } from './testing/hostileText.ts';

it('P15 guards what a spreadsheet could take for a formula', () => {
  for (const formula of ['=1', '+1', '-1', '@a', '\t=1', '\r=1', '"=1"', "'=1", '＝1']) {
    expect(guardCell(formula)).toBe(`'${formula}`);
  }
  for (const harmless of ['a=1', '1', "'quoted'", '"quoted"', '', ' =1']) expect(guardCell(harmless)).toBe(harmless);
});

it('P15 takes the guard away exactly, also from a text with an apostrophe of its own', () => {
  fc.assert(
    fc.property(hostileText, (text) => {
      expect(unguardCell(guardCell(text))).toBe(text);
      expect(guardCell(text)).not.toMatch(/^[=+\-@\t\r\n]/);
    }),
    { numRuns: 2000 },
  );
});
