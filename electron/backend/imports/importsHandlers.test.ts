import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { IMPORT_FILE_MAX, type ImportMapping, type TargetField } from '../../../shared/imports/contract.ts';
import { type ImportBed, importBed, sampleFile } from './testing/importBed.ts';

let at: ImportBed;
beforeEach(async () => {
  at = await importBed();
});
afterEach(() => at.bed.remove());

const lines = (...rows: readonly string[]): string => rows.join('\n');
const mapTo =
  (...fields: readonly (TargetField | null)[]) =>
  (mapping: ImportMapping): ImportMapping => ({
    ...mapping,
    columns: fields.map((field, column) => ({ column, field })),
  });
const invalid = (message: RegExp, line: number | null = null) => ({
  code: 'FILE_INVALID',
  message: expect.stringMatching(message),
  data: { problems: [expect.objectContaining({ line })] },
});

it('P15 shows what a file holds before anything is done with it', async () => {
  const content = lines('Id,Title,Labels', '1,Sample one,a', '2,"Sample\ntwo",', '3,Sample one,b');
  expect(await at.preview('C:\\Users\\sample\\list.csv', content)).toEqual({
    fileName: 'list.csv',
    bytes: content.length,
    encoding: 'utf-8',
    rows: 3,
    columns: [
      { column: 0, header: 'Id', samples: ['1', '2', '3'] },
      { column: 1, header: 'Title', samples: ['Sample one', 'Sample\ntwo'] },
      { column: 2, header: 'Labels', samples: ['a', 'b'] },
    ],
    mapping: {
      format: 'csv',
      columns: [
        { column: 0, field: 'externalId' },
        { column: 1, field: 'title' },
        { column: 2, field: 'labels' },
      ],
      values: [],
      dateOrder: 'iso',
      toTriage: false,
    },
  });
});

it('P15 writes nothing in a dry run', async () => {
  const summary = await at.dryRun('linear.csv', sampleFile('linear.csv'));
  expect(summary).toMatchObject({ rows: 4, created: 3, updated: 0, unchanged: 0, skipped: 1, failed: 0 });
  expect(await at.items()).toEqual([]);
  expect(await at.bed.done()).toEqual(['Create project Sample']);
});

it('P15 imports in one act that is told once and can be taken back and done again, also after a restart', async () => {
  await at.importFile('linear.csv', sampleFile('linear.csv'));
  const before = await at.items();
  expect(before.map(({ key }) => key)).toEqual(['SA-1', 'SA-2', 'SA-3']);
  expect(await at.bed.done()).toEqual(['Import 3 items from linear.csv', 'Create project Sample']);
  await at.bed.restart();
  await at.bed.undo();
  expect(await at.items()).toEqual([]);
  await at.bed.redo();
  expect((await at.items()).map(({ key, title }) => [key, title])).toEqual(
    before.map(({ key, title }) => [key, title]),
  );
});

it('P15 knows a row again by its source and external id, and changes only what is mapped and different', async () => {
  const content = lines('Id,Title,Points,Tags', 'A,Sample one,3,x', 'B,Sample two,5,y', 'C,Sample three,8,');
  expect(await at.importFile('table.csv', content)).toMatchObject({ created: 3 });
  expect(await at.importFile('renamed.csv', content)).toMatchObject({ created: 0, updated: 0, unchanged: 3 });
  const one = await at.item('Sample one');
  await at.bed.edit(one, { estimate: 8, value: 7 });
  const changed = lines('Id,Title,Points,Tags', 'A,Sample one,3,x', 'B,Sample 2,5,y', 'D,Sample four,1,');
  const withoutPoints = mapTo('externalId', 'title', null, 'labels');
  expect(await at.dryRun('table.csv', changed, withoutPoints)).toMatchObject({ created: 1, updated: 1, unchanged: 1 });
  expect(await at.importFile('table.csv', changed, withoutPoints)).toMatchObject({
    created: 1,
    updated: 1,
    unchanged: 1,
  });
  expect(await at.item('Sample one')).toMatchObject({ estimate: 8, value: 7 });
  expect(await at.item('Sample 2')).toMatchObject({ estimate: 5, labels: ['y'] });
  expect((await at.bed.done())[0]).toBe('Import 2 items from table.csv');
});

it('P15 imports good rows and leaves the others, each with its row, line, column and reason', async () => {
  const content = lines(
    'Id,Title,Points',
    '1,Sample one,3',
    '2,,3',
    '3,"Sample\nthree",3',
    `4,${'x'.repeat(501)},4`,
    '5,Sample five',
    '1,Sample six,1',
  );
  const summary = await at.importFile('table.csv', content);
  expect(summary).toMatchObject({ rows: 6, created: 1, failed: 5 });
  expect(summary.errors).toEqual([
    { row: 2, line: 3, column: 'Title', message: 'The row has no title.' },
    { row: 3, line: 4, column: 'Title', message: expect.stringContaining('control character') },
    { row: 4, line: 6, column: 'Title', message: expect.stringContaining('501 characters') },
    { row: 4, line: 6, column: 'Points', message: expect.stringContaining('not on the scale') },
    { row: 5, line: 7, column: '', message: expect.stringContaining('2 cells where the header has 3') },
    { row: 6, line: 8, column: '', message: expect.stringContaining('Row 1 is the same item') },
  ]);
});

it('P15 gives the rows that failed as a file that can be mended and imported', async () => {
  const content = lines(
    'ID,Team,Title,Status,Cycle Name,Estimate',
    "S-1,S,'=Sample one,Todo,,4",
    'S-2,S,Sample two,Todo,,3',
    'S-3,S,=Sample three,Todo,,7',
  );
  const report = await at.report('linear.csv', content);
  expect(report).toBe(
    [
      '\uFEFFID,Team,Title,Status,Cycle Name,Estimate,Why it was not imported',
      `S-1,S,'=Sample one,Todo,,4,"Line 2: Estimate: “4” is not on the scale of this project: 0, 1, 2, 3, 5, 8, 13, 21."`,
      `S-3,S,'=Sample three,Todo,,7,"Line 4: Estimate: “7” is not on the scale of this project: 0, 1, 2, 3, 5, 8, 13, 21."`,
      '',
    ].join('\r\n'),
  );
  const mended = report.replace(',4,', ',5,').replace(',7,', ',8,');
  expect(await at.importFile('mended.csv', mended)).toMatchObject({ created: 2, failed: 0 });
  expect((await at.items()).map(({ title }) => title)).toEqual(['=Sample one', '=Sample three']);
});

it('P15 lets what is imported wait in the inbox', async () => {
  await at.importFile('linear.csv', sampleFile('linear.csv'), (mapping) => ({ ...mapping, toTriage: true }));
  for (const { triage, sprint } of await at.items()) expect([triage, sprint]).toEqual([{ state: 'waiting' }, null]);
});

it('P15 puts new items behind all others and leaves those that are here where they are', async () => {
  await at.bed.addItem('Sample here');
  await at.importFile('a.csv', lines('Id,Title', '1,Sample one', '2,Sample two'));
  await at.importFile('a.csv', lines('Id,Title', '2,Sample two', '1,Sample one', '3,Sample three'));
  expect((await at.items()).map(({ title }) => title)).toEqual([
    'Sample here',
    'Sample one',
    'Sample two',
    'Sample three',
  ]);
});

it('P15 numbers on behind the numbers it kept', async () => {
  const text = await at.exported('csv');
  const [header = ''] = text.split('\r\n');
  const row = (key: string, title: string) =>
    [
      key,
      title,
      ...header
        .split(',')
        .slice(2)
        .map(() => ''),
    ].join(',');
  await at.importFile(
    'pitwall.csv',
    [header, row('SA-40', 'Sample kept'), row('XX-3', 'Sample of elsewhere')].join('\r\n'),
  );
  expect((await at.bed.addItem('Sample new')).key).toBe('SA-42');
  expect((await at.items()).map(({ key, source }) => [key, source?.externalId ?? null])).toEqual([
    ['SA-40', null],
    ['SA-41', 'XX-3'],
    ['SA-42', null],
  ]);
});

it('P15 finds its own export unchanged, changes what was changed in it, and knows it again in another project', async () => {
  await at.importFile('plane.csv', sampleFile('plane.csv'));
  const { id: other } = await at.bed.client.projects.create({ name: 'Other', key: 'OT', description: '' });
  for (const format of ['csv', 'json'] as const) {
    const text = await at.exported(format);
    expect(await at.importFile(`own.${format}`, text)).toMatchObject({ rows: 2, created: 0, updated: 0, unchanged: 2 });
  }
  const text = (await at.exported('csv')).replace('Sample search index', 'Sample search catalogue');
  expect(await at.importFile('own.csv', text)).toMatchObject({ created: 0, updated: 1, unchanged: 1 });
  expect(await at.item('Sample search catalogue')).toMatchObject({ key: 'SA-2' });
  await at.bed.addItem('Sample of our own');
  const all = await at.exported('csv');
  const asProposed = (mapping: ImportMapping): ImportMapping => mapping;
  expect(await at.importFile('own.csv', all, asProposed, other)).toMatchObject({ created: 3 });
  expect(await at.importFile('own.csv', all, asProposed, other)).toMatchObject({ created: 0, unchanged: 3 });
  const [search, index, ours] = await at.items(other);
  expect(index).toMatchObject({ key: 'OT-2', parent: search?.id, source: { system: 'plane', externalId: 'SMP-2' } });
  expect(ours).toMatchObject({ key: 'OT-3', source: { system: 'pitwall', externalId: 'SA-3' } });
});

it('P15 takes no item of another project that had the same key for its own', async () => {
  const here = await at.bed.addItem('Sample here');
  const text = await at.exported('csv');
  const elsewhere = text
    .replace('Sample here', 'Sample elsewhere')
    .replace(/,2026-[^,]*Z/, ',2020-01-01T00:00:00.000Z');
  expect(await at.importFile('own.csv', elsewhere)).toMatchObject({ created: 1, updated: 0 });
  expect(await at.item('Sample here')).toMatchObject({ id: here.id, key: 'SA-1' });
  expect(await at.item('Sample elsewhere')).toMatchObject({ key: 'SA-2', source: { externalId: 'SA-1' } });
  expect(await at.importFile('own.csv', elsewhere)).toMatchObject({ created: 0, unchanged: 1 });
});

it('P15 reads UTF-8 with and without a byte order mark, and UTF-16 both ways', async () => {
  const content = lines('Id\tTitle', '1\tDéjà vu 👩‍👩‍👧', '2\tПример');
  const swapped = Buffer.from(`\uFEFF${content}`, 'utf16le').swap16();
  const files = {
    'utf-8': [content, `\uFEFF${content}`],
    'utf-16le': [Buffer.from(`\uFEFF${content}`, 'utf16le')],
    'utf-16be': [swapped],
  } as const;
  for (const [encoding, contents] of Object.entries(files))
    for (const each of contents) {
      const preview = await at.preview('table.txt', each);
      expect(preview).toMatchObject({ encoding, rows: 2 });
      expect(preview.columns.map(({ header }) => header)).toEqual(['Id', 'Title']);
      expect(preview.columns[1]?.samples).toEqual(['Déjà vu 👩‍👩‍👧', 'Пример']);
    }
});

it('P15 says what to do with a file that is no text, or in another encoding', async () => {
  const latin = Buffer.concat([Buffer.from(lines('Id,Title', '1,Sample', '2,D')), Buffer.from([0xe9, 0x6a, 0x0a])]);
  await expect(at.preview('a.csv', latin)).rejects.toMatchObject(invalid(/not in UTF-8.*Save/, 3));
  await expect(at.preview('a.xlsx', Buffer.from('PK\u0003\u0004 and so on'))).rejects.toMatchObject(
    invalid(/CSV UTF-8/),
  );
  await expect(at.preview('a.csv', Buffer.from('Id,Title\n1,a', 'utf16le'))).rejects.toMatchObject(
    invalid(/UTF-16 without/),
  );
  await expect(at.preview('a.csv', Buffer.from([0, 1, 2, 3, 200, 100, 7, 8, 9, 10, 11, 12, 13]))).rejects.toMatchObject(
    invalid(/not text/),
  );
  await expect(at.preview('a.csv', '')).rejects.toMatchObject(invalid(/empty/));
  await expect(at.preview('a.json', '{"items":[{"a":1}')).rejects.toMatchObject(invalid(/ends in the middle/, 1));
  await expect(at.preview('a.json', '[{"title":"a"},\n{"title":}]')).rejects.toMatchObject(invalid(/not JSON/, 2));
});

it('P15 names the line of a quote that is not closed or stands where none may', async () => {
  await expect(at.preview('a.csv', lines('Id,Title', '1,"a\nb"', '2,"open', '3,c'))).rejects.toMatchObject(
    invalid(/not closed/, 4),
  );
  await expect(at.preview('a.csv', lines('Id,Title', '', '1,a "b" c'))).rejects.toMatchObject(
    invalid(/quote stands where none may/, 3),
  );
  await expect(at.preview('a.csv', lines('Id,Title', '1,"a"b'))).rejects.toMatchObject(
    invalid(/quote stands where none may/, 2),
  );
});

it('P15 reads repeated and strange headers as they are', async () => {
  const content = lines('Title,__proto__,Labels,constructor,Labels', 'Sample,1,a,2,b');
  await at.importFile('a.csv', content);
  expect(await at.item('Sample')).toMatchObject({ labels: ['a', 'b'], source: null });
});

it('P15 refuses a mapping without a title, and one for columns that are not there', async () => {
  const content = lines('Id,Title', '1,Sample');
  await expect(at.dryRun('a.csv', content, mapTo('externalId', null))).rejects.toMatchObject(invalid(/title/));
  await expect(at.dryRun('a.csv', content, mapTo('externalId', 'title', 'labels'))).rejects.toMatchObject(
    invalid(/columns/),
  );
});

it('P15 reads the file again when somebody changes the backlog meanwhile', async () => {
  const rows = Array.from({ length: 450 }, (_, row) => `${row},Sample ${row}`);
  const id = await at.upload('a.csv', lines('Id,Title', ...rows));
  const mapping = await at.mapped(id, (each) => each);
  const events: string[] = [];
  let changed = false;
  for await (const event of await at.bed.client.imports.run({ import: id, mapping, window: at.bed.window })) {
    events.push(event.kind === 'done' ? `done ${event.summary.created}` : `${event.done}`);
    if (event.kind === 'progress' && event.done === 200 && !changed) {
      changed = true;
      await at.bed.addItem('Sample in between');
    }
  }
  expect(events).toEqual(['0', '200', '400', '450', '0', '200', '400', '450', 'done 450']);
  expect((await at.items())[0]?.title).toBe('Sample in between');
  expect(new Set((await at.items()).map(({ rank }) => rank)).size).toBe(451);
});

it('P15 gives up when the backlog changes each time, and writes nothing', async () => {
  const id = await at.upload('a.csv', lines('Id,Title', '1,Sample'));
  const mapping = await at.mapped(id, (each) => each);
  const run = async () => {
    for await (const event of await at.bed.client.imports.run({ import: id, mapping, window: at.bed.window }))
      if (event.kind === 'progress' && event.done === 0) await at.bed.addItem('Sample in between');
  };
  await expect(run()).rejects.toMatchObject({
    code: 'REFUSED',
    message: expect.stringContaining('Nothing was imported'),
  });
  expect(await at.items()).toHaveLength(3);
});

it('P15 imports nothing when it is cancelled, at whatever moment', async () => {
  const rows = Array.from({ length: 900 }, (_, row) => `${row},Sample ${row}`);
  const id = await at.upload('a.csv', lines('Id,Title', ...rows));
  const mapping = await at.mapped(id, (each) => each);
  for (const moment of [0, 200, 400, 600, 800, 900]) {
    for await (const event of await at.bed.client.imports.run({ import: id, mapping, window: at.bed.window }))
      if (event.kind === 'progress' && event.done === moment) break;
    expect(await at.items()).toEqual([]);
  }
  const stop = new AbortController();
  const run = async () => {
    const events = await at.bed.client.imports.run(
      { import: id, mapping, window: at.bed.window },
      { signal: stop.signal },
    );
    for await (const event of events) if (event.kind === 'progress' && event.done === 200) stop.abort();
  };
  await expect(run()).rejects.toThrow();
  expect(await at.items()).toEqual([]);
  expect(await at.bed.done()).toEqual(['Create project Sample']);
});

it('P15 keeps files private, only so many, and none when they are closed or Pitwall starts again', async () => {
  const folder = join((await at.bed.client.app.info()).dataDir, 'imports');
  const first = await at.upload('a.csv', lines('Id,Title', '1,Sample'));
  if (process.platform !== 'win32') {
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(statSync(join(folder, first)).mode & 0o777).toBe(0o600);
  }
  await at.bed.client.imports.close({ import: first });
  expect(readdirSync(folder)).toEqual([]);
  await expect(at.bed.client.imports.preview({ import: first })).rejects.toMatchObject({ code: 'GONE' });
  const many = [];
  for (let file = 0; file < 6; file += 1) many.push(await at.upload('a.csv', 'Id,Title'));
  expect(readdirSync(folder)).toHaveLength(4);
  await expect(at.bed.client.imports.preview({ import: many[0] ?? first })).rejects.toMatchObject({ code: 'GONE' });
  writeFileSync(join(folder, 'left by a run that was killed'), 'x');
  await at.bed.restart();
  expect(existsSync(folder) ? readdirSync(folder) : []).toEqual([]);
});

it('P15 refuses more bytes than were announced, and reads no file that is not there whole', async () => {
  const { imports } = at.bed.client;
  const { project } = at.bed;
  const { import: id } = await imports.open({ project, fileName: 'a.csv', bytes: 10 });
  await imports.append({ import: id, base64: Buffer.from('Id,T').toString('base64') });
  await expect(imports.preview({ import: id })).rejects.toMatchObject(invalid(/Only 4 of 10 bytes/));
  await expect(imports.append({ import: id, base64: Buffer.alloc(7).toString('base64') })).rejects.toMatchObject({
    code: 'REFUSED',
  });
  await expect(imports.open({ project, fileName: 'a.csv', bytes: IMPORT_FILE_MAX + 1 })).rejects.toMatchObject({
    code: 'BAD_REQUEST',
  });
  await expect(imports.append({ import: id, base64: 'not base64!' })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
});

it('P15 imports nothing into a project that is gone', async () => {
  const id = await at.upload('a.csv', lines('Id,Title', '1,Sample'));
  const mapping = await at.mapped(id, (each) => each);
  await at.bed.client.projects.delete({ project: at.bed.project, confirm: 'Sample' });
  await expect(at.run(id, mapping)).rejects.toMatchObject({ code: 'GONE' });
  await expect(at.exported('csv')).rejects.toMatchObject({ code: 'GONE' });
});
