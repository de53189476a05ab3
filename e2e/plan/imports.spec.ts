import { readFile } from 'node:fs/promises';
import { axeFindings } from '../axeFindings.ts';
import { expect, test } from '../fixture.ts';
import { visit } from '../frame/visit.ts';
import { withPlanApi } from './planApi.ts';
import { samplePlan } from './samplePlan.ts';

const file = (name: string, ...rows: readonly string[]) => ({
  name,
  mimeType: 'text/csv',
  buffer: Buffer.from(rows.join('\n')),
});
const table = file(
  'sample.csv',
  'Id,Title,Status,Points,Owner,Created,Nothing',
  'A-1,Sample one,doing,3,Ada Sample,2026-01-07,',
  'A-2,Sample two,to be looked at,5,Somebody else,2026-01-08,',
  'A-3,Sample three,done,4,,08/01/2026,',
);

test('P15 a file is chosen, looked over, mended by choices, imported with its figures, and taken back as one act', async ({
  page,
  pitwall,
}) => {
  const { project } = await samplePlan(pitwall, []);
  await visit(page, `/p/${project}/import`);
  await page.locator('input[type="file"]').setInputFiles(table);
  await expect(page.getByText('Table (CSV), 3 rows, 7 columns')).toBeVisible();
  await expect(page.getByLabel('What column 4, Points, becomes')).toHaveValue('estimate');
  const errors = page.getByRole('table', { name: 'Rows with errors' });
  await expect(errors.getByText('not on the scale of this project')).toBeVisible();
  await expect(errors.getByText('Choose how dates are written')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Import 2 items' })).toBeEnabled();

  // What is not known here is said; an empty column waits behind a button.
  await expect(page.getByRole('button', { name: 'Show 1 empty column' })).toBeVisible();
  await page.getByLabel('What the status to be looked at stands for').selectOption({ label: 'In review' });
  await page.getByLabel('What the assignee Somebody else stands for').selectOption({ label: 'Ada Sample' });
  await page.getByLabel('What the estimate 4 stands for').selectOption({ label: '5' });
  await page.getByLabel('Dates are written as').selectOption('day-month-year');
  await expect(errors).toHaveCount(0);
  await page.getByRole('button', { name: 'Import 3 items' }).click();
  await expect(page.getByRole('heading', { name: '3 items imported' })).toBeVisible();
  const items = await withPlanApi(pitwall, (api) => api.backlog.list({ project, since: null }));
  expect(items.items.map(({ title, status, estimate }) => [title, status, estimate])).toEqual([
    ['Sample one', 'doing', 3],
    ['Sample two', 'review', 5],
    ['Sample three', 'done', 5],
  ]);

  // The same file again changes nothing, and says so before.
  await page.getByRole('button', { name: 'Import another file' }).click();
  await page.locator('input[type="file"]').setInputFiles(table);
  await expect(page.getByText('Checked: 2 unchanged, 1 with errors')).toBeAttached();
  await page.keyboard.press('ControlOrMeta+z');
  await expect
    .poll(() => withPlanApi(pitwall, async (api) => (await api.backlog.list({ project, since: null })).items.length))
    .toBe(0);
});

test('P15 rows with errors are saved, mended and imported; what is imported may wait in the inbox', async ({
  page,
  pitwall,
}) => {
  const { project } = await samplePlan(pitwall, []);
  await visit(page, `/p/${project}/import`);
  await page
    .locator('input[type="file"]')
    .setInputFiles(file('sample.csv', 'Id,Title,Points', '1,=Sample,4', '2,Sample two,3'));
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save 1 row with errors' }).click();
  const report = await readFile(await (await saving).path(), 'utf8');
  expect(report).toContain("1,'=Sample,4,");
  await page.getByRole('button', { name: 'Choose another file' }).click();
  await page.locator('input[type="file"]').setInputFiles(file('mended.csv', report.replace(',4,', ',5,')));
  await page.getByRole('switch', { name: 'New items wait in the inbox' }).check();
  await page.getByRole('button', { name: 'Import 1 item' }).click();
  await page.getByRole('link', { name: 'Open the inbox' }).click();
  await expect(page.getByText('=Sample')).toBeVisible();
});

test('P15 a file that cannot be read says what to do, and one that is dropped is taken', async ({ page, pitwall }) => {
  const { project } = await samplePlan(pitwall, []);
  await visit(page, `/p/${project}/import`);
  await page
    .locator('input[type="file"]')
    .setInputFiles({ name: 'a.xlsx', mimeType: '', buffer: Buffer.from('PK\u0003\u0004') });
  await expect(page.getByRole('alert').getByText('Save it as “CSV UTF-8” or unpack it first.')).toBeVisible();
  await page.getByRole('button', { name: 'Choose another file' }).click();
  const dropped = await page.evaluateHandle(() => {
    const transfer = new DataTransfer();
    transfer.items.add(new File(['Id,Title\n1,<img src=x onerror=alert(1)>\n'], 'dropped.csv'));
    return transfer;
  });
  await page.getByText('Or drop one here.').dispatchEvent('drop', { dataTransfer: dropped });
  await expect(page.getByRole('heading', { name: 'dropped.csv' })).toBeVisible();
  await expect(page.getByText('<img src=x onerror=alert(1)>')).toBeVisible();
});

test('P15 an import is cancelled with nothing written, and the backlog is exported', async ({ page, pitwall }) => {
  const { project } = await samplePlan(pitwall, [{ title: '=Sample' }]);
  await visit(page, `/p/${project}/import`);
  const rows = Array.from({ length: 30_000 }, (_, row) => `${row},Sample ${row}`);
  await page.locator('input[type="file"]').setInputFiles(file('many.csv', 'Id,Title', ...rows));
  await page.getByRole('button', { name: 'Import 30,000 items' }).click();
  await page.getByRole('button', { name: 'Cancel the import' }).click();
  await expect(page.getByRole('button', { name: 'Import 30,000 items' })).toBeVisible();
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export CSV' }).click();
  const download = await saving;
  expect(download.suggestedFilename()).toMatch(/^sa-backlog-\d{4}-\d\d-\d\d\.csv$/);
  const text = await readFile(await download.path(), 'utf8');
  expect(text.startsWith('\uFEFFKey,Title,')).toBe(true);
  expect(text.split('\r\n').filter((line) => line !== '')).toHaveLength(2);
  expect(text).toContain("SA-1,'=Sample,feature,To do,");
});

test('P15 axe finds nothing while a file is looked over', async ({ page, pitwall }) => {
  const { project } = await samplePlan(pitwall, []);
  await visit(page, `/p/${project}/import`);
  await expect(page.getByRole('button', { name: 'Choose a file' })).toBeVisible();
  expect(await axeFindings(page)).toEqual([]);
  await page.locator('input[type="file"]').setInputFiles(table);
  await expect(page.getByRole('table', { name: 'Rows with errors' })).toBeVisible();
  expect(await axeFindings(page)).toEqual([]);
  await page.setViewportSize({ width: 1024, height: 700 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(1024);
});
