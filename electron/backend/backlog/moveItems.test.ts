import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Place } from '../../../shared/backlog/contract.ts';
import type { Item } from '../../../shared/backlog/item.ts';
import { RANK_MAX } from '../../../shared/backlog/spreadRanks.ts';
import type { ItemId } from '../../../shared/ids.ts';
import { type PlanningBed, planningBed } from './testing/planningBed.ts';

let bed: PlanningBed;
beforeEach(() => {
  bed = planningBed();
});
afterEach(() => bed.remove());

const make = async (count: number): Promise<readonly Item[]> => {
  const items: Item[] = [];
  for (let n = 1; n <= count; n += 1) items.push(await bed.create({ title: String(n) }));
  return items;
};
const none = '' as ItemId;
const idAt = (items: readonly Item[], at: number): ItemId => items[at]?.id ?? none;
const move = (items: readonly ItemId[], place: Place) =>
  bed.backlog.move({ window: bed.window, items: [...items], place });
/** Rows of items that the last act wrote. */
const written = (): number =>
  bed.db
    .prepare<[], number>(
      'SELECT count(*) FROM ledger_change WHERE sequence = (SELECT max(sequence) FROM ledger WHERE window IS NOT NULL)',
    )
    .pluck()
    .get() ?? 0;

describe('moving', () => {
  it('P1 keeps the order that a plain list would have, with ranks of their own, after any moves of one or many', async () => {
    const count = 12;
    const moves = fc.array(
      fc.record({
        which: fc.uniqueArray(fc.nat(count - 1), { minLength: 1, maxLength: 4 }),
        place: fc.oneof(fc.constantFrom('top' as const, 'bottom' as const), fc.nat(count - 1)),
      }),
      { maxLength: 25 },
    );
    await fc.assert(
      fc.asyncProperty(moves, async (list) => {
        bed.nextProject();
        const ids: ItemId[] = [];
        for (let n = 0; n < count; n += 1) ids.push((await bed.create({ title: String(n) })).id);
        let model: readonly number[] = ids.map((_, n) => n);
        for (const { which, place } of list) {
          const moving = new Set(which);
          const others = model.filter((n) => !moving.has(n));
          // Behind an item that moves too means behind the nearest above it that stays.
          const above =
            typeof place === 'number'
              ? model.slice(0, model.indexOf(place) + 1).filter((n) => !moving.has(n)).length
              : 0;
          const start = place === 'top' ? 0 : place === 'bottom' ? others.length : above;
          model = others.toSpliced(start, 0, ...which);
          const anchor = typeof place === 'number' ? { after: ids[place] ?? none } : place;
          await move(
            which.map((n) => ids[n] ?? none),
            anchor,
          );
        }
        const items = await bed.list();
        expect(items.map(({ title }) => Number(title))).toEqual(model);
        expect(new Set(items.map(({ rank }) => rank)).size).toBe(count);
      }),
      { numRuns: 30 },
    );
  });

  it('P1 of one item writes one row, and says where it went', async () => {
    const items = await make(5);
    await move([idAt(items, 4)], { after: idAt(items, 0) });
    expect([await bed.titles(), written()]).toEqual([['1', '5', '2', '3', '4'], 1]);
    await move([idAt(items, 3), idAt(items, 2)], 'top');
    expect([await bed.titles(), written()]).toEqual([['4', '3', '1', '5', '2'], 2]);
    expect(bed.done().slice(0, 2)).toEqual(['Move TR-4 and TR-3 to the top', 'Move TR-5 behind TR-1']);
  });

  it('P1 survives a restart', async () => {
    const items = await make(4);
    await move([idAt(items, 3)], 'top');
    const before = await bed.list();
    bed.restart();
    expect(await bed.list()).toEqual(before);
  });

  it('P1 to where an item stands already is no act', async () => {
    const [one, two, three] = await make(3);
    const before = bed.done().length;
    for (const [which, place] of [
      [[two], { after: one?.id }],
      [[two, three], { after: one?.id }],
      [[two], { after: two?.id }],
      [[one], 'top'],
      [[three], 'bottom'],
      [[one, two, three], 'bottom'],
    ] as const)
      await move(
        which.map((item) => item?.id ?? none),
        place as Place,
      );
    expect([bed.done().length, await bed.titles()]).toEqual([before, ['1', '2', '3']]);
  });

  it('P1 behind an item that is gone is said, and nothing moves', async () => {
    const [one, two] = await make(2);
    await bed.backlog.remove({ window: bed.window, items: [two?.id ?? none] });
    for (const id of [two?.id ?? none, randomUUID() as ItemId])
      await expect(move([one?.id ?? none], { after: id })).rejects.toMatchObject({
        code: 'GONE',
        data: { what: 'item', id },
      });
  });

  it('P1 to one spot for a long time spreads the neighbourhood, and it can be taken back', async () => {
    const items = await make(30);
    const [first] = items;
    let spread = 0;
    for (let n = 0; n < 600; n += 1) {
      const list = await bed.list();
      await move([list.at(-1)?.id ?? none], { after: first?.id ?? none });
      if (written() === 1) continue;
      spread += 1;
      const after = await bed.list();
      await bed.undo();
      expect(await bed.list()).toEqual(list.map((item) => ({ ...item, updatedAt: expect.any(Number) })));
      await bed.redo();
      expect((await bed.list()).map(({ id }) => id)).toEqual(after.map(({ id }) => id));
    }
    const ranks = (await bed.list()).map(({ rank }) => rank);
    expect(spread).toBeGreaterThan(0);
    expect(Math.max(...ranks.map(({ length }) => length))).toBeLessThanOrEqual(RANK_MAX);
    expect(new Set(ranks).size).toBe(30);
  });
});

describe('a move against the score', () => {
  const scored = (title: string, value: number) => bed.create({ title, value, urgency: 1, effort: 1 });
  const byHand = async () => (await bed.list()).filter(({ placedByHand }) => placedByHand).map(({ title }) => title);

  it('P5 is kept and marked; a move that fits the score again takes the mark away', async () => {
    const [high, , low] = [await scored('high', 9), await scored('middle', 5), await scored('low', 1)];
    await move([low.id], 'top');
    expect([await bed.titles(), await byHand()]).toEqual([['low', 'high', 'middle'], ['low']]);
    await move([low.id], 'bottom');
    expect(await byHand()).toEqual([]);
    await move([high.id], 'bottom');
    expect([await bed.titles(), await byHand()]).toEqual([['middle', 'low', 'high'], ['high']]);
  });

  it('P5 looks at the nearest open items with a score, past those without one and those that are done', async () => {
    const [high, low] = [await scored('high', 9), await scored('low', 1)];
    await bed.create({ title: 'without a score' }, 'top');
    const done = await scored('done', 10);
    await bed.backlog.edit({ window: bed.window, items: [done.id], patch: { status: 'done' as never } });
    await move([low.id], 'top');
    expect(await byHand()).toEqual(['low']);
    await move([low.id], { after: high.id });
    expect(await byHand()).toEqual([]);
    await move([done.id], 'bottom');
    expect(await byHand()).toEqual([]);
  });

  it('P5 of many judges each by the items around them', async () => {
    await scored('middle', 5);
    const [high, low] = [await scored('high', 9), await scored('low', 1)];
    await move([low.id, high.id], 'top');
    expect(await byHand()).toEqual(['low']);
  });
});
