import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Sprint } from '../../../shared/sprints/sprint.ts';
import type { Member } from '../../../shared/team/member.ts';
import { type ImportBed, importBed, sampleFile } from './testing/importBed.ts';

let at: ImportBed;
let ada: Member;
let sprint: Sprint;

beforeEach(async () => {
  at = await importBed();
  ada = await at.bed.addMember('Ada Sample', { email: 'ada@sample.example' });
  sprint = await at.bed.addSprint('Sprint 1', '2026-02-02');
});
afterEach(() => at.bed.remove());

const utc = (text: string): number => Date.parse(text);

it('P15 reads a Linear export', async () => {
  const summary = await at.importFile('linear.csv', sampleFile('linear.csv'));
  expect(summary).toMatchObject({ rows: 4, created: 3, skipped: 1, failed: 0, errors: [] });
  expect(summary.unknown).toEqual([{ field: 'assignee', value: 'nobody@sample.example', count: 1 }]);
  expect(await at.item('Sample invoices are late')).toMatchObject({
    kind: 'bug',
    status: 'doing',
    estimate: 3,
    urgency: 8,
    labels: ['Bug', 'Billing'],
    assignee: ada.id,
    sprint: sprint.id,
    source: { system: 'linear', externalId: 'SAM-1', url: null },
    createdAt: utc('2026-01-07T09:30:00Z'),
    startedAt: utc('2026-01-08T10:00:00Z'),
    endedAt: null,
  });
  expect(await at.item('=SUM of all invoices')).toMatchObject({ kind: 'feature', status: 'todo', urgency: null });
  expect(await at.item('Sample exports are done')).toMatchObject({
    status: 'done',
    endedAt: utc('2025-12-05T16:00:00Z'),
  });
});

it('P15 reads a Jira export with its repeated columns, parents by issue id and dates in the order that was chosen', async () => {
  const refused = await at.dryRun('jira.csv', sampleFile('jira.csv'));
  expect(refused).toMatchObject({ created: 0, failed: 3 });
  expect(refused.errors[0]).toMatchObject({ row: 1, line: 2, column: 'Created' });
  const summary = await at.importFile('jira.csv', sampleFile('jira.csv'), (mapping) => ({
    ...mapping,
    dateOrder: 'day-month-year',
  }));
  expect(summary).toMatchObject({ rows: 3, created: 3, failed: 0, unknown: [] });
  const parent = await at.item('Sample checkout');
  expect(parent).toMatchObject({ kind: 'feature', urgency: 5, source: { system: 'jira', externalId: 'SMP-1' } });
  expect(await at.item('Pay by card')).toMatchObject({
    parent: parent.id,
    status: 'doing',
    urgency: 10,
    labels: ['checkout', 'cards'],
    sprint: sprint.id,
    estimate: 5,
    assignee: ada.id,
    createdAt: utc('2026-01-08T14:05:00Z'),
  });
  expect(await at.item('Card is charged twice')).toMatchObject({
    parent: parent.id,
    kind: 'bug',
    status: 'done',
    urgency: 1,
    createdAt: utc('2026-01-09T23:59:00Z'),
  });
});

it('P15 reads GitHub issues as gh writes them', async () => {
  const summary = await at.importFile('issues.json', sampleFile('github.json'), (mapping) => ({
    ...mapping,
    values: [{ field: 'assignee', from: 'ada-sample', to: ada.id }],
  }));
  expect(summary).toMatchObject({ rows: 3, created: 3, failed: 0, unknown: [] });
  expect(await at.item('Sample page is blank')).toMatchObject({
    kind: 'bug',
    status: 'todo',
    labels: ['bug', 'mobile'],
    sprint: sprint.id,
    source: { system: 'github', externalId: 'sample/shop#12', url: 'https://github.com/sample/shop/issues/12' },
  });
  expect(await at.item('Sample idea nobody wants')).toMatchObject({ status: 'cancelled' });
  expect(await at.item('Sample thing that is done')).toMatchObject({
    status: 'done',
    kind: 'feature',
    endedAt: utc('2025-12-03T08:00:00Z'),
  });
});

it('P15 reads a GitLab export', async () => {
  const summary = await at.importFile('gitlab.csv', sampleFile('gitlab.csv'));
  expect(summary).toMatchObject({ rows: 2, created: 2, failed: 0, unknown: [] });
  expect(await at.item('Sample job is slow')).toMatchObject({
    kind: 'bug',
    estimate: 3,
    assignee: ada.id,
    sprint: sprint.id,
    labels: ['bug', 'ci'],
    source: { system: 'gitlab', externalId: 'sample/shop#7' },
    createdAt: utc('2026-01-07T09:30:00Z'),
  });
  expect(await at.item(';Sample with a semicolon')).toMatchObject({ status: 'done' });
});

it('P15 reads a Shortcut export, its lists by semicolon and its dates in the offset of their column', async () => {
  const summary = await at.importFile('shortcut.csv', sampleFile('shortcut.csv'));
  expect(summary).toMatchObject({ rows: 2, created: 2, failed: 0, unknown: [] });
  expect(await at.item('Sample login')).toMatchObject({
    kind: 'feature',
    status: 'doing',
    labels: ['auth', 'web'],
    assignee: ada.id,
    sprint: sprint.id,
    createdAt: utc('2026-01-07T07:30:00Z'),
  });
  expect(await at.item('Sample clean-up')).toMatchObject({ kind: 'debt', status: 'done' });
});

it('P15 reads a Plane export', async () => {
  const summary = await at.importFile('plane.csv', sampleFile('plane.csv'));
  expect(summary).toMatchObject({ rows: 3, created: 2, skipped: 1, failed: 0, unknown: [] });
  const parent = await at.item('Sample search');
  expect(parent).toMatchObject({ urgency: 10, estimate: 5, labels: ['search', 'web'], assignee: ada.id });
  expect(await at.item('Sample search index')).toMatchObject({ parent: parent.id, urgency: null, status: 'done' });
});

it('P15 reads a table of any origin, and lists what it does not understand', async () => {
  const summary = await at.dryRun('table.csv', sampleFile('table.csv'));
  expect(summary).toMatchObject({ rows: 2, created: 1, failed: 1 });
  expect(summary.errors.map(({ row, line, column }) => [row, line, column])).toEqual([
    [2, 3, 'Points'],
    [2, 3, 'Created'],
  ]);
  expect(summary.errors[0]?.message).toContain('0, 1, 2, 3, 5, 8, 13, 21');
  expect(summary.unknown).toEqual(
    expect.arrayContaining([
      { field: 'status', value: 'to be looked at', count: 1 },
      { field: 'estimate', value: '4', count: 1 },
      { field: 'urgency', value: '12', count: 1 },
      { field: 'assignee', value: 'Somebody else', count: 1 },
    ]),
  );
  const mended = await at.importFile('table.csv', sampleFile('table.csv'), (mapping) => ({
    ...mapping,
    dateOrder: 'day-month-year',
    values: [
      { field: 'status', from: 'to be looked at', to: 'review' },
      { field: 'estimate', from: '4', to: '5' },
      { field: 'urgency', from: '12', to: '10' },
      { field: 'assignee', from: 'Somebody else', to: '' },
    ],
  }));
  expect(mended).toMatchObject({ created: 2, failed: 0, unknown: [] });
  expect(await at.item('Sample chart')).toMatchObject({ status: 'review', estimate: 5, urgency: 10, assignee: null });
});

it('P15 reads a JSON list of any origin, keeping every digit of long ids and every name that JavaScript knows', async () => {
  const preview = await at.preview('list.json', sampleFile('list.json'));
  expect(preview.columns.map(({ header }) => header)).toContain('__proto__.title');
  const summary = await at.importFile('list.json', sampleFile('list.json'), (mapping) => mapping);
  expect(summary).toMatchObject({ rows: 3, created: 2, failed: 1 });
  expect(summary.errors[0]).toMatchObject({ row: 3, line: 14 });
  const first = await at.item('Sample entry');
  expect(first).toMatchObject({
    source: { system: 'json', externalId: '12345678901234567890' },
    labels: ['one', 'two, three'],
    urgency: 8,
  });
  expect(await at.item('Sample entry two')).toMatchObject({ parent: first.id });
});
