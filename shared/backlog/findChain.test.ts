import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { ItemId } from '../ids.ts';
import { findChain } from './findChain.ts';

const edges = fc.array(fc.tuple(fc.nat(8), fc.nat(8)), { maxLength: 20 });
const id = (n: number) => String(n) as ItemId;
const nextIn = (list: readonly (readonly [number, number])[]) => (item: ItemId) =>
  list.filter(([from]) => id(from) === item).map(([, to]) => id(to));

it('P10 a chain is found exactly when there is a way, and every step of it is one', () => {
  fc.assert(
    fc.property(edges, fc.nat(8), fc.nat(8), (list, from, to) => {
      const next = nextIn(list);
      const reached = new Set([id(from)]);
      for (const item of reached) for (const other of next(item)) reached.add(other);
      const chain = findChain(id(from), id(to), next);
      expect(chain !== null).toBe(reached.has(id(to)));
      if (chain === null) return;
      expect([chain[0], chain.at(-1)]).toEqual([id(from), id(to)]);
      for (const [at, item] of chain.slice(1).entries()) expect(next(chain[at] ?? id(0))).toContain(item);
    }),
  );
});

it('P10 a relation that is refused when a chain leads back never closes a circle', () => {
  fc.assert(
    fc.property(edges, (list) => {
      const kept: (readonly [number, number])[] = [];
      for (const [from, to] of list) if (findChain(id(to), id(from), nextIn(kept)) === null) kept.push([from, to]);
      for (const [from, to] of kept) expect(findChain(id(to), id(from), nextIn(kept))).toBeNull();
    }),
  );
});
