import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { defaultSettings } from '../../backlog/defaultSettings.ts';
import type { StoredItem } from '../../backlog/planningRows.ts';
import type { StatusId } from '../../backlog/workflow.ts';
import type { ItemId, ProjectId } from '../../ids.ts';
import { type TargetField, targetFields } from '../contract.ts';
import type { ReadItem } from '../readItem.ts';
import { createImportPlan, type ImportPlan } from './importPlan.ts';
import type { PlanContext } from './planContext.ts';

/** A backlog in memory. */
let items: Map<ItemId, StoredItem>;
let ids: number;
beforeEach(() => {
  items = new Map();
  ids = 0;
});

const all = () => [...items.values()];
const context = (more: Partial<PlanContext> = {}): PlanContext => ({
  project: 'the project' as ProjectId,
  projectKey: 'SA',
  settings: defaultSettings('UTC'),
  now: 5000,
  system: 'linear',
  exact: false,
  toTriage: false,
  isMapped: () => true,
  known: {
    bySource: (system, externalId) =>
      all().find(({ source }) => source?.system === system && source.externalId === externalId) ?? null,
    byNumber: (number) => all().find((item) => item.number === number) ?? null,
    parentOf: (item) => items.get(item)?.parent ?? null,
  },
  lastNumber: Math.max(0, ...all().map(({ number }) => number)),
  lastRank:
    all()
      .map(({ rank }) => rank)
      .sort()
      .at(-1) ?? null,
  newId: () => `item ${++ids}` as ItemId,
  ...more,
});

const row = (row: number, more: Partial<ReadItem> = {}): ReadItem => ({
  row,
  line: row + 1,
  system: 'linear',
  externalId: `L-${row}`,
  rowId: null,
  key: null,
  url: null,
  parent: null,
  rank: null,
  kindOfLabel: null,
  fields: { title: `Row ${row}` },
  ...more,
});

const planned = (
  rows: readonly ReadItem[],
  more: Partial<PlanContext> = {},
): ImportPlan & { readonly refused: readonly number[] } => {
  const plan = createImportPlan(context(more));
  const refused = rows.filter((each) => plan.take(each) !== null).map((each) => each.row);
  return { ...plan.finish(), refused };
};
const write = ({ inserts, updates }: ImportPlan): void => {
  for (const item of inserts) items.set(item.id, item);
  for (const { id, fields } of updates) items.set(id, { ...(items.get(id) as StoredItem), ...fields });
};
const bySource = (externalId: string) => all().find(({ source }) => source?.externalId === externalId);

describe('P15 a plan of an import', () => {
  it('P15 changes nothing the second time, whatever the rows say', () => {
    const fields = fc.record(
      {
        title: fc.constantFrom('One', 'Two'),
        status: fc.constantFrom(...(['todo', 'doing', 'done', 'cancelled'] as StatusId[])),
        labels: fc.subarray(['a', 'b']),
        estimate: fc.constantFrom(1, 2, null),
        startedAt: fc.constantFrom(1000, null),
        endedAt: fc.constantFrom(2000, null),
      },
      { requiredKeys: ['title'] },
    );
    const rows = fc.array(fc.record({ fields, parent: fc.option(fc.nat(12), { nil: null }), known: fc.boolean() }), {
      maxLength: 10,
    });
    const mapped = fc.subarray([...targetFields]);
    fc.assert(
      fc.property(rows, rows, mapped, (first, second, columns) => {
        items = new Map();
        const isMapped = (field: TargetField) => columns.includes(field);
        const read = (list: typeof first) =>
          list.map((each, at) => row(at + 1, { ...each, parent: each.parent === null ? null : `L-${each.parent}` }));
        write(planned(read(first), { isMapped }));
        const before = all().length;
        const again = planned(read(second), { isMapped });
        const count = again.inserts.length + again.updates.length + again.unchanged + again.problems.length;
        expect(count).toBe(second.length);
        write(again);
        expect(all().length).toBe(before + again.inserts.length);
        const third = planned(read(second), { isMapped, now: 9000 });
        expect(third.inserts).toEqual([]);
        expect(third.updates).toEqual([]);
        expect(third.problems).toEqual(again.problems);
      }),
      { numRuns: 500 },
    );
  });

  it('P15 finds parents before and behind their parts, by row id, external id and key, and those that are here', () => {
    write(planned([row(1)]));
    const plan = planned([
      row(2, { parent: '10003' }),
      row(3, { rowId: '10003' }),
      row(4, { parent: 'L-1' }),
      row(5, { parent: 'SA-1' }),
      row(6, { parent: 'nobody' }),
    ]);
    write(plan);
    expect(bySource('L-2')?.parent).toBe(bySource('L-3')?.id);
    expect(bySource('L-4')?.parent).toBe(bySource('L-1')?.id);
    expect(bySource('L-5')?.parent).toBe(bySource('L-1')?.id);
    expect(bySource('L-6')?.parent).toBeNull();
    expect(plan.unmetParents).toEqual(['nobody']);
  });

  it('P15 refuses what would be a part of itself, and a row that is another one of the file', () => {
    const plan = planned([
      row(1, { parent: 'L-2' }),
      row(2, { parent: 'L-1' }),
      row(3),
      row(3),
      row(5, { parent: 'L-1' }),
    ]);
    expect(plan.problems.map((problem) => problem.row)).toEqual([1, 2]);
    expect(plan.refused).toEqual([3]);
    expect(plan.inserts.map(({ title, parent }) => [title, parent])).toEqual([
      ['Row 3', null],
      ['Row 5', null],
    ]);
    expect(plan.unmetParents).toEqual(['L-1']);
  });

  it('P15 keeps the number of a key that is free, and gives the others the next ones', () => {
    write(planned([row(1)]));
    const own = { externalId: null, fields: { title: 'Own', createdAt: 1 } };
    const plan = planned(
      [
        row(2, { ...own, key: 'SA-7' }),
        row(3, { ...own, key: 'SA-1' }),
        row(4, { ...own, key: 'XX-2' }),
        row(5, { ...own, key: 'SA-99999999' }),
      ],
      { system: 'pitwall', exact: true },
    );
    expect(plan.inserts.map(({ number, source }) => [number, source?.externalId ?? null])).toEqual([
      [7, null],
      [8, 'SA-1'],
      [9, 'XX-2'],
      [10, 'SA-99999999'],
    ]);
  });

  it('P1 P15 gives no number again that a deleted item had', () => {
    const own = { externalId: null, fields: { title: 'Own', createdAt: 1 } };
    const rows = [row(1, { ...own, key: 'SA-3' }), row(2, { ...own, key: 'SA-12' })];
    const plan = planned(rows, { system: 'pitwall', exact: true, lastNumber: 9 });
    expect(plan.inserts.map(({ number }) => number)).toEqual([13, 12]);
  });

  it('P15 gives ranks behind all others, in the order that the file says', () => {
    write(planned([row(1)]));
    const plan = planned([row(2, { rank: '10' }), row(3, { rank: '9' }), row(4)]);
    expect(plan.inserts.toSorted((one, other) => (one.rank < other.rank ? -1 : 1)).map(({ title }) => title)).toEqual([
      'Row 3',
      'Row 2',
      'Row 4',
    ]);
    expect(plan.inserts.every(({ rank }) => rank > (bySource('L-1')?.rank ?? ''))).toBe(true);
  });

  it('P15 changes only fields of columns that were mapped', () => {
    write(planned([row(1, { fields: { title: 'Old', estimate: 3, labels: ['a'] } })]));
    const plan = planned([row(1, { fields: { title: 'New', labels: ['a'] } })]);
    expect(plan.updates).toEqual([{ id: 'item 1', fields: { title: 'New' } }]);
  });

  it('P15 believes what the file says of starts and ends, and never ends an open item', () => {
    const done = 'done' as StatusId;
    const doing = 'doing' as StatusId;
    const times = (fields: ReadItem['fields'], isMapped: (field: TargetField) => boolean) => {
      const [item] = planned([row(1, { fields: { title: 'Sample', ...fields } })], { isMapped }).inserts;
      return [item?.startedAt, item?.endedAt];
    };
    const all = () => true;
    const none = () => false;
    expect(times({ status: done, startedAt: 1, endedAt: 2 }, all)).toEqual([1, 2]);
    expect(times({ status: done, startedAt: null, endedAt: null }, all)).toEqual([null, 5000]);
    expect(times({ status: doing, startedAt: null, endedAt: 2 }, all)).toEqual([null, null]);
    expect(times({ status: doing }, none)).toEqual([5000, null]);
  });

  it('P15 puts new items into the inbox and into no sprint when they are to wait', () => {
    const sprint = 'the sprint' as NonNullable<StoredItem['sprint']>;
    const [item] = planned([row(1, { fields: { title: 'Sample', sprint } })], { toTriage: true }).inserts;
    expect(item).toMatchObject({ triage: { state: 'waiting' }, sprint: null });
  });
});
