import fc from 'fast-check';
import { expect, it } from 'vitest';
import { defaultSettings } from '../backlog/defaultSettings.ts';
import { Item, ItemFields, ItemSource } from '../backlog/item.ts';
import { onScale } from '../backlog/onScale.ts';
import type { MemberId, ProjectId, SprintId } from '../ids.ts';
import {
  dateOrders,
  fileKinds,
  type ImportMapping,
  importFormats,
  type TargetField,
  targetFields,
} from './contract.ts';
import type { Cell } from './importedRow.ts';
import { createRowReader } from './readRow.ts';
import { hostileText } from './testing/hostileText.ts';
import type { Surroundings } from './valueReader.ts';

const settings = defaultSettings('UTC');
const member = (id: string, name: string, email: string | null) => ({
  id: id as MemberId,
  projectId: '00000000-0000-4000-8000-000000000000' as ProjectId,
  name,
  email,
  workingDays: [1],
  focusFactor: 1,
  perDay: 1,
  active: true,
});
const surroundings: Surroundings = {
  settings,
  members: [
    member('00000000-0000-4000-8000-000000000001', 'Ada Sample', 'ada@sample.example'),
    member('00000000-0000-4000-8000-000000000002', 'ada sample', null),
    member('00000000-0000-4000-8000-000000000003', 'Bob Sample', 'bob@sample.example'),
  ],
  sprints: [
    { id: '00000000-0000-4000-8000-000000000004' as SprintId, name: 'Sprint 1', state: 'planned' },
    { id: '00000000-0000-4000-8000-000000000005' as SprintId, name: 'Sprint 0', state: 'closed' },
  ],
};

const mappingOf = (fields: readonly (TargetField | null)[], more: Partial<ImportMapping> = {}): ImportMapping => ({
  format: 'csv',
  columns: fields.map((field, column) => ({ column, field })),
  values: [],
  dateOrder: 'iso',
  toTriage: false,
  ...more,
});

const readOne = (
  cells: Partial<Readonly<Record<TargetField, Cell>>>,
  more: Partial<ImportMapping> = {},
  order: readonly TargetField[] = Object.keys(cells) as TargetField[],
) => {
  const read = createRowReader({ headers: order, kind: 'csv' }, mappingOf(order, more), surroundings);
  return read({ row: 1, line: 2, cells: order.map((field) => cells[field] ?? ''), problem: null });
};

it('P15 reads whatever stands in a row into what an item may be, or says what is wrong', () => {
  const column = fc.record({
    header: hostileText,
    field: fc.option(fc.constantFrom(...targetFields), { nil: null }),
    cell: fc.oneof(hostileText, fc.constantFrom('5', 'Done', 'bug', '2026-01-07', 'Sprint 0'), fc.array(hostileText)),
  });
  const said = fc.record({
    field: fc.constantFrom(...targetFields),
    from: hostileText,
    to: fc.oneof(hostileText, fc.constantFrom('done', 'bug', '3', '')),
  });
  const more = fc.record({
    format: fc.constantFrom(...importFormats),
    values: fc.array(said, { maxLength: 4 }),
    dateOrder: fc.constantFrom(...dateOrders),
    toTriage: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(column, { maxLength: 12 }), more, fc.constantFrom(...fileKinds), (columns, rest, kind) => {
      const mapping = mappingOf(
        columns.map(({ field }) => field),
        rest,
      );
      const read = createRowReader({ headers: columns.map(({ header }) => header), kind }, mapping, surroundings);
      const reading = read({ row: 1, line: 2, cells: columns.map(({ cell }) => cell), problem: null });
      if (reading.kind === 'failed') expect(reading.problems).not.toEqual([]);
      if (reading.kind !== 'item') return;
      const { fields, system, externalId, url } = reading.item;
      for (const [name, value] of Object.entries(fields)) {
        const schema = { ...ItemFields.shape, ...Item.shape }[name as keyof typeof fields];
        expect(schema.safeParse(value), name).toMatchObject({ success: true });
      }
      expect(onScale(fields.estimate ?? null, settings.scale)).toBe(true);
      if (externalId !== null) ItemSource.parse({ system, externalId, url });
    }),
    { numRuns: 3000 },
  );
});

it('P15 fails a row without a title, with one that is too long, and with an estimate off the scale', () => {
  expect(readOne({ title: ' ' })).toMatchObject({ kind: 'failed', problems: [{ column: 'title' }] });
  expect(readOne({ title: 'x'.repeat(501) })).toMatchObject({
    kind: 'failed',
    problems: [{ message: 'The title has 501 characters; 500 are allowed.' }],
  });
  expect(readOne({ title: 'a\tb' })).toMatchObject({ kind: 'failed' });
  expect(readOne({ title: 'Sample', description: 'a\0b' })).toMatchObject({ kind: 'failed' });
  expect(readOne({ title: 'Sample', estimate: '4' })).toMatchObject({
    kind: 'failed',
    problems: [{ message: '“4” is not on the scale of this project: 0, 1, 2, 3, 5, 8, 13, 21.' }],
    unmet: [{ field: 'estimate', value: '4' }],
  });
  expect(readOne({ title: 'Sample', estimate: '3.0' })).toMatchObject({ item: { fields: { estimate: 3 } } });
});

it('P15 matches people by e-mail or name, and nobody where two could be meant', () => {
  const assignee = (text: string) => {
    const reading = readOne({ title: 'Sample', assignee: text });
    return reading.kind === 'item' ? reading.item.fields.assignee : 'failed';
  };
  expect(assignee('ADA@sample.example')).toBe(surroundings.members[0]?.id);
  expect(assignee('ada sample')).toBe(surroundings.members[1]?.id);
  expect(assignee('BOB SAMPLE')).toBe(surroundings.members[2]?.id);
  expect(assignee('ADA SAMPLE')).toBeUndefined();
  expect(assignee('')).toBeNull();
});

it('P15 lets the user say what a value stands for, also that it stands for nothing', () => {
  const values = [
    { field: 'status', from: '__proto__', to: 'review' },
    { field: 'assignee', from: 'Bob Sample', to: '' },
  ] as const;
  expect(
    readOne({ title: 'Sample', status: ' __proto__ ', assignee: 'Bob Sample' }, { values: [...values] }),
  ).toMatchObject({
    item: { fields: { status: 'review', assignee: null } },
    unmet: [],
  });
  expect(readOne({ title: 'Sample', status: '__proto__' })).toMatchObject({
    unmet: [{ field: 'status', value: '__proto__' }],
  });
});

it('P15 reads columns of one name together: labels all, of sprints and statuses the last that is understood', () => {
  const fields: readonly TargetField[] = ['title', 'labels', 'labels', 'sprint', 'sprint', 'status', 'status'];
  const read = createRowReader({ headers: fields, kind: 'csv' }, mappingOf(fields), surroundings);
  const cells = ['Sample', 'one', 'two, ONE', 'Sprint 0', 'Sprint 1', 'done', 'Shipped by us'];
  expect(read({ row: 1, line: 2, cells, problem: null })).toMatchObject({
    item: { fields: { labels: ['one', 'two'], sprint: surroundings.sprints[0]?.id, status: 'done' } },
    unmet: [],
  });
});

it('P15 puts no open item into a closed sprint', () => {
  expect(readOne({ title: 'Sample', sprint: 'Sprint 0' })).toMatchObject({ kind: 'failed' });
  expect(readOne({ title: 'Sample', sprint: 'Sprint 0', status: 'Done' })).toMatchObject({
    item: { fields: { sprint: surroundings.sprints[1]?.id } },
  });
});

it('P15 fails a row that has more or fewer cells than the header', () => {
  const read = createRowReader(
    { headers: ['title', 'labels'], kind: 'csv' },
    mappingOf(['title', 'labels']),
    surroundings,
  );
  expect(read({ row: 1, line: 2, cells: ['Sample'], problem: null })).toMatchObject({ kind: 'failed' });
  expect(read({ row: 1, line: 2, cells: ['Sample', 'a', 'b'], problem: null })).toMatchObject({ kind: 'failed' });
});

it('P15 leaves archived rows out', () => {
  expect(readOne({ title: 'Sample', archived: '2026-01-01' })).toEqual({ kind: 'skipped' });
  expect(readOne({ title: 'Sample', archived: 'false' })).toMatchObject({ kind: 'item' });
});
