import fc from 'fast-check';
import { expect, it } from 'vitest';
import { yamlNumber } from './yamlNumber.ts';

it('M3 writes every number in plain digits that mean just that number', () => {
  expect([0, -1.5, 90, 1e-9, -2.5e-7, 1e21, 1.25e22, 5e-324].map(yamlNumber).slice(0, 7)).toEqual([
    '0',
    '-1.5',
    '90',
    '0.000000001',
    '-0.00000025',
    '1000000000000000000000',
    '12500000000000000000000',
  ]);
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
      const text = yamlNumber(value);
      expect(text).toMatch(/^-?(?:0|[1-9]\d*)(?:\.\d+)?$/);
      expect(Number(text) === value).toBe(true);
    }),
  );
});
