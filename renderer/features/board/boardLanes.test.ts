import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultSettings } from '../../../shared/backlog/defaultSettings.ts';
import type { Item } from '../../../shared/backlog/item.ts';
import { sampleItem } from '../../../shared/backlog/testing/arbitraryItem.ts';
import type { StatusId } from '../../../shared/backlog/workflow.ts';
import type { ItemId, MemberId, SprintId } from '../../../shared/ids.ts';
import type { Member } from '../../../shared/team/member.ts';
import { nextCard, placeOf } from './boardFocus.ts';
import { boardItems } from './boardItems.ts';
import { boardLanes } from './boardLanes.ts';
import { placeInCell } from './placeInCell.ts';

const { workflow } = defaultSettings('UTC');
const columns = workflow.filter(({ category }) => category !== 'cancelled');
const categories = new Map(workflow.map(({ id, category }) => [id, category]));
const sprint = 'sprint' as SprintId;
const member = (id: string): Member => ({
  id: id as MemberId,
  projectId: sampleItem(1).projectId,
  name: id,
  email: null,
  workingDays: [1, 2, 3, 4, 5],
  focusFactor: 1,
  perDay: 1,
  active: true,
});

const someItems = fc
  .array(
    fc.record({
      status: fc.constantFrom(...workflow.map(({ id }) => id)),
      assignee: fc.constantFrom('a' as MemberId, 'b' as MemberId, 'gone' as MemberId, null),
      sprint: fc.constantFrom(sprint, null),
      rank: fc.string({ minLength: 1, maxLength: 4 }),
    }),
    { maxLength: 40 },
  )
  .map((list) => list.map((part, index): Item => ({ ...sampleItem(index + 1), ...part })));

const sources = { members: [member('a'), member('b')], itemOf: () => undefined };

describe('the board', () => {
  it('P16 shows every item of the sprint whose status has a column once, each column in the one rank order', () => {
    fc.assert(
      fc.property(someItems, fc.constantFrom('none', 'assignee', 'kind', 'parent'), (all, kind) => {
        const shown = boardItems(all, sprint, categories, 0);
        const lanes = boardLanes(shown, columns, kind, sources);
        const cards = lanes.flatMap(({ cells }) => cells.flat());
        const wanted = all.filter((item) => item.sprint === sprint && item.status !== 'cancelled');
        expect(cards.map(({ id }) => id).sort()).toEqual(wanted.map(({ id }) => id).sort());
        for (const { cells } of lanes)
          for (const [at, cell] of cells.entries()) {
            expect(cell.every(({ status }) => status === columns[at]?.id)).toBe(true);
            expect(cell.every((item, index) => index === 0 || (cell[index - 1]?.rank ?? '') <= item.rank)).toBe(true);
          }
      }),
    );
  });

  it('P16 keeps lanes of the members to put cards into, and gathers items of nobody known', () => {
    const items = [{ ...sampleItem(1), assignee: 'gone' as MemberId }];
    const lanes = boardLanes(items, columns, 'assignee', sources);
    expect(lanes.map(({ title, count }) => [title, count])).toEqual([
      ['a', 0],
      ['b', 0],
      ['Nobody', 1],
    ]);
    expect(lanes[2]?.patch).toEqual({ assignee: null });
  });

  it('P16 shows all open items and what ended in the last two weeks, nothing of the inbox', () => {
    const day = 86_400_000;
    const done = 'done' as StatusId;
    const items: Item[] = [
      sampleItem(1),
      { ...sampleItem(2), status: done, endedAt: 90 * day },
      { ...sampleItem(3), status: done, endedAt: 80 * day },
      { ...sampleItem(4), triage: { state: 'waiting' } },
    ];
    expect(boardItems(items, 'open', categories, 100 * day).map(({ number }) => number)).toEqual([1, 2]);
  });

  it('P18 every step of the focus lands on a card, and the way down and up again meets every card of a column', () => {
    fc.assert(
      fc.property(someItems, (all) => {
        const lanes = boardLanes(boardItems(all, sprint, categories, 0), columns, 'assignee', sources);
        for (const [column] of columns.entries()) {
          const wanted = lanes.flatMap(({ cells }) => cells[column] ?? []).map(({ id }) => id);
          const walk = (from: ItemId | undefined, step: 'up' | 'down'): readonly ItemId[] => {
            const met: ItemId[] = [];
            for (let at: ItemId | null = from ?? null; at !== null; ) {
              met.push(at);
              const place = placeOf(lanes, at);
              at = place === null ? null : nextCard(lanes, place, step);
            }
            return met;
          };
          expect(walk(wanted[0], 'down')).toEqual(wanted);
          expect(walk(wanted.at(-1), 'up')).toEqual(wanted.toReversed());
        }
      }),
    );
  });
});

describe('a place within a column', () => {
  const ranked = [1, 2, 3, 4, 5].map((number) => ({ ...sampleItem(number), rank: `a${String(number)}` }));
  const [one, two, three, four, five] = ranked as [Item, Item, Item, Item, Item];

  it('P16 is behind the card above it', () => {
    expect(placeInCell([one, three, five], five.id, 1, ranked)).toEqual({ after: one.id });
    expect(placeInCell([one, three, five], one.id, 3, ranked)).toEqual({ after: five.id });
  });

  it('P16 on top is right before the card below, not before what other columns hold', () => {
    expect(placeInCell([three, five], five.id, 0, ranked)).toEqual({ after: two.id });
    expect(placeInCell([one, five], five.id, 0, ranked)).toBe('top');
    expect(placeInCell([one, two], two.id, 0, [one, two])).toBe('top');
  });

  it('P16 is none where the card is already', () => {
    expect(placeInCell([one, three, five], three.id, 1, ranked)).toBeNull();
    expect(placeInCell([one, three, five], three.id, 2, ranked)).toBeNull();
    expect(placeInCell([one, three], four.id, 0, ranked)).toBeNull();
  });
});
