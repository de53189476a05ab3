import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { UnknownValue } from '../../../shared/imports/contract.ts';
import { metValues } from './metValues.ts';
import { saidOf, saying } from './sayValue.ts';

const value = fc.record({
  field: fc.constantFrom('status' as const, 'assignee' as const),
  value: fc.constantFrom('a', 'b', '__proto__', 'c'),
  count: fc.integer({ min: 1, max: 9 }),
});
const values = fc.uniqueArray(value, { selector: (each) => `${each.field} ${each.value}` });
const name = ({ field, value: text }: UnknownValue) => `${field} ${text}`;

it('P15 keeps a value that was decided on in its row, and shows each that is still unknown', () => {
  fc.assert(
    fc.property(values, values, values, (before, unknown, decided) => {
      const said = decided.reduce(
        (list, each) => saying(list, each.field, each.value, 'todo'),
        saying([], 'kind', 'x', ''),
      );
      const rows = metValues(before, unknown, said);
      const names = rows.map(name);
      expect(new Set(names).size).toBe(names.length);
      for (const each of unknown) expect(rows).toContainEqual(each);
      for (const row of rows)
        expect(unknown.some((each) => name(each) === name(row)) || saidOf(said, row.field, row.value) !== null).toBe(
          true,
        );
      // Rows that stay keep their order.
      const stayed = before.map(name).filter((each) => names.includes(each));
      expect(names.filter((each) => stayed.includes(each))).toEqual(stayed);
    }),
  );
});

it('P15 takes a saying back', () => {
  const said = saying(saying([], 'status', 'a', 'done'), 'status', 'a', '');
  expect(said).toEqual([{ field: 'status', from: 'a', to: '' }]);
  expect(saidOf(said, 'status', 'a')).toBe('');
  expect(saidOf(saying(said, 'status', 'a', null), 'status', 'a')).toBeNull();
});
