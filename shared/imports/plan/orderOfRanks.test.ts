import fc from 'fast-check';
import { expect, it } from 'vitest';
import { orderOfRanks } from './orderOfRanks.ts';

it('P15 orders rows by their ranks, as numbers where all are numbers', () => {
  expect(orderOfRanks(['10', '9', null, '1'])).toEqual([3, 1, 0, 2]);
  expect(orderOfRanks(['0|i0007r:', '0|i00002:', '0|i0000a:'])).toEqual([1, 2, 0]);
});

it('P15 leaves rows without a rank, and rows of one rank, in the order of the file', () => {
  fc.assert(
    fc.property(fc.array(fc.option(fc.constantFrom('1', '2', '10', 'b'), { nil: null })), (ranks) => {
      const order = orderOfRanks(ranks);
      expect(order.toSorted((one, other) => one - other)).toEqual(ranks.map((_, at) => at));
      for (const [place, at] of order.entries()) {
        const next = order[place + 1];
        if (next !== undefined && ranks[at] === ranks[next]) expect(at).toBeLessThan(next);
        if (next !== undefined && ranks[at] === null) expect(ranks[next]).toBeNull();
      }
    }),
  );
});
