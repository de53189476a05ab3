import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { moved } from './moved.ts';

describe('moved', () => {
  it('puts one entry elsewhere and keeps the others in their order', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer(), { minLength: 1 }).chain((list) => {
          const at = fc.integer({ min: 0, max: list.length - 1 });
          return fc.tuple(fc.constant(list), at, at);
        }),
        ([list, from, to]) => {
          const result = moved(list, from, to);
          expect(result[to]).toBe(list[from]);
          expect(result.filter((each) => each !== list[from])).toEqual(list.filter((each) => each !== list[from]));
        },
      ),
    );
  });

  it('leaves the list alone when a place is outside it', () => {
    expect(moved(['a', 'b'], 0, -1)).toEqual(['a', 'b']);
    expect(moved(['a', 'b'], 1, 2)).toEqual(['a', 'b']);
    expect(moved(['a', 'b'], 7, 0)).toEqual(['a', 'b']);
  });
});
