import fc from 'fast-check';
import { expect, it } from 'vitest';
import { joinList, splitList } from './splitList.ts';
import { hostileLine } from './testing/hostileText.ts';

it('P15 puts labels into one cell and takes out the same ones', () => {
  fc.assert(
    fc.property(fc.array(hostileLine(50), { maxLength: 6 }), (labels) => {
      expect(splitList(joinList(labels))).toEqual(labels);
    }),
    { numRuns: 2000 },
  );
});

it('P15 splits what people write: by commas, else by semicolons or lines', () => {
  expect(splitList('one, two,three')).toEqual(['one', 'two', 'three']);
  expect(splitList('one; two\nthree')).toEqual(['one', 'two', 'three']);
  expect(splitList('one, "two, three", 5" disk')).toEqual(['one', 'two, three', '5" disk']);
  expect(splitList(' , ,')).toEqual([]);
});
