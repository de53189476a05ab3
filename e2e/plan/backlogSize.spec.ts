import { expect, test } from '../fixture.ts';
import { visit } from '../frame/visit.ts';
import { cellOf, listOf, shownKeys } from './backlogList.ts';
import { dragSlowly } from './dragSlowly.ts';
import { importItems } from './importItems.ts';
import { rankedKeys, samplePlan } from './samplePlan.ts';

const COUNT = 10_000;

test('P1 P17 ten thousand items: at most 400 elements in the list, any of them is reached, found and dragged', async ({
  page,
  pitwall,
}) => {
  test.slow(); // ten thousand items are written first
  const { project } = await samplePlan(pitwall, []);
  const rows = Array.from(
    { length: COUNT },
    (_, at) => `${String(at + 1)},Sample item ${String(at + 1)},${String(at % 10)},"api,web"`,
  );
  await importItems(pitwall, project, `Id,Title,Value,Labels\n${rows.join('\n')}\n`, false);
  await visit(page, `/p/${project}/backlog`);
  await expect(page.getByText('10000 items')).toBeVisible();
  const elements = () => listOf(page).evaluate((grid) => grid.querySelectorAll('*').length);
  expect(await elements()).toBeLessThanOrEqual(400);

  await page.keyboard.press('j');
  await page.keyboard.press('End');
  await expect(cellOf(page, 'SA-10000', 'title')).toBeInViewport();
  await expect(listOf(page).locator(':focus')).toContainText('SA-10000');
  expect(await elements()).toBeLessThanOrEqual(400);
  await page.keyboard.press('Alt+ArrowUp');
  await expect.poll(async () => (await rankedKeys(pitwall, project)).slice(-2)).toEqual(['SA-10000', 'SA-9999']);
  await page.keyboard.press('Home');
  await expect(listOf(page).locator(':focus')).toContainText('SA-1');

  await page.getByRole('textbox', { name: 'Filter by text' }).fill('item 7777');
  await expect.poll(() => shownKeys(page)).toEqual(['SA-7777']);
  await page.getByRole('textbox', { name: 'Filter by text' }).fill('');
  await (
    await dragSlowly(page, cellOf(page, 'SA-9', 'title'), cellOf(page, 'SA-2', 'title'), { x: 0.3, y: 0.1 })
  ).drop();
  await expect.poll(async () => (await shownKeys(page)).slice(0, 3)).toEqual(['SA-1', 'SA-9', 'SA-2']);
});
