import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { ItemId } from '../../ids.ts';
import { circularParents } from './circularParents.ts';

const SIZE = 12;
const ids = Array.from({ length: SIZE }, (_, at) => `item ${at}` as ItemId);
const item = fc.constantFrom(...ids);

const reachesItself = (from: ItemId, parentOf: (item: ItemId) => ItemId | null): boolean => {
  let at = parentOf(from);
  for (let steps = 0; at !== null && steps <= SIZE; steps += 1) {
    if (at === from) return true;
    at = parentOf(at);
  }
  return false;
};

it('P15 leaves no item a part of itself, and takes out no row that closes no circle', () => {
  // What is here already has no circles: a parent has a lower number.
  const lower = fc.array(fc.nat(), { minLength: SIZE, maxLength: SIZE });
  const wanted = fc.uniqueArray(fc.record({ id: item, parent: item, isNew: fc.boolean() }), {
    selector: ({ id }) => id,
    maxLength: SIZE,
  });
  fc.assert(
    fc.property(lower, wanted, (numbers, rows) => {
      const added = new Set(rows.filter(({ isNew }) => isNew).map(({ id }) => id));
      const here = new Map(ids.map((id, at) => [id, at === 0 ? null : (ids[(numbers[at] ?? 0) % at] ?? null)]));
      const before = (id: ItemId): ItemId | null => {
        const parent = added.has(id) ? null : (here.get(id) ?? null);
        return parent === null || added.has(parent) ? null : parent;
      };
      const circular = circularParents(rows, before, (id) => added.has(id));
      const after = new Map(ids.map((id) => [id, before(id)]));
      for (const { id, parent } of rows)
        if (!circular.has(id) && !(circular.has(parent) && added.has(parent))) after.set(id, parent);
      for (const id of ids) expect(reachesItself(id, (each) => after.get(each) ?? null)).toBe(false);
      const asked = new Map([
        ...ids.map((id) => [id, before(id)] as const),
        ...rows.map(({ id, parent }) => [id, parent] as const),
      ]);
      const isRound = ids.some((id) => reachesItself(id, (each) => asked.get(each) ?? null));
      expect(circular.size > 0).toBe(isRound);
    }),
    { numRuns: 5000 },
  );
});

it('P15 names the rows of the circle, not those that hang below it', () => {
  const [a, b, c] = ids as [ItemId, ItemId, ItemId];
  const rows = [
    { id: a, parent: b },
    { id: b, parent: a },
    { id: c, parent: a },
  ];
  expect(
    [
      ...circularParents(
        rows,
        () => null,
        () => true,
      ),
    ].sort(),
  ).toEqual([a, b]);
  expect([
    ...circularParents(
      [{ id: a, parent: a }],
      () => null,
      () => true,
    ),
  ]).toEqual([a]);
});
