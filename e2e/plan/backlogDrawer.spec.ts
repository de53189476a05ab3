import { expect, test } from '../fixture.ts';
import { visit } from '../frame/visit.ts';
import { cellOf, expectKeys, listOf, rowOf } from './backlogList.ts';
import { samplePlan } from './samplePlan.ts';

const html = '<img src=x onerror="window.__pwned=1"><script>window.__pwned=1</script>';
const bidi = '\u202edesrever\u2066 \u05e9\u05dc\u05d5\u05dd';

test('P2 the drawer beside the list shows and changes all of an item: fields, Markdown, parts, links, comments and history', async ({
  page,
  pitwall,
}) => {
  const { project } = await samplePlan(pitwall, [{ title: 'One', estimate: 5 }, { title: 'Two' }]);
  await visit(page, `/p/${project}/backlog`);
  await expectKeys(page, ['SA-1', 'SA-2']);
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  const drawer = page.getByRole('complementary', { name: 'SA-1: One' });
  await expect(drawer).toBeFocused();

  await drawer
    .getByRole('button', { name: 'Change estimate' })
    .or(drawer.getByTitle('Change estimate'))
    .first()
    .click();
  await page.getByRole('textbox', { name: 'Estimate of SA-1' }).fill('8');
  await page.keyboard.press('Enter');
  await expect(drawer.getByText('Estimate 5 → 8')).toBeVisible();
  await expect(cellOf(page, 'SA-1', 'estimate')).toHaveText('8');

  // The status asks for what it needs where it stands.
  await drawer.getByTitle('Change status').click();
  await page.getByRole('option', { name: /^Cancelled/ }).click();
  const needs = drawer.getByRole('form', { name: 'What Cancelled needs' });
  await needs.getByRole('textbox').fill('Bought instead');
  await needs.getByRole('button', { name: 'Move to Cancelled' }).click();
  await expect(drawer.getByText('Reason – → Bought instead')).toBeVisible();

  await drawer.getByRole('button', { name: 'Edit', exact: true }).click();
  await drawer
    .getByRole('textbox', { name: 'Description' })
    .fill(
      `**bold** [out](https://example.com/) [in](javascript:window.__pwned=1) ![plan](https://example.com/x.png)\n\n${html}`,
    );
  await drawer.getByRole('button', { name: /^Save description/ }).click();
  await expect(drawer.getByRole('link', { name: 'out' })).toHaveAttribute('target', '_blank');
  await expect(drawer.getByRole('link', { name: 'in', exact: true })).toHaveCount(0);
  await expect(drawer.getByText('https://example.com/x.png')).toBeVisible();
  await expect(drawer.locator('img')).toHaveCount(0);
  await expect(drawer.getByText('onerror')).toBeVisible();

  await drawer.getByTitle('Change the item to link').click();
  await page.getByRole('textbox', { name: /find an item/ }).fill('Two');
  await page.keyboard.press('Enter');
  await expect(drawer.getByRole('link', { name: 'SA-2 Two' })).toBeVisible();
  await drawer.getByRole('textbox', { name: 'A new comment' }).fill('Seen *today*');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(drawer.getByRole('article').getByText('Seen today')).toBeVisible();
  await drawer.getByRole('textbox', { name: 'Title of a new part' }).fill('A part');
  await page.keyboard.press('Enter');
  await expect(drawer.getByText('SA-1 is Cancelled. Open it again first, then split it.')).toBeVisible();

  await page.keyboard.press('Escape');
  await expect(drawer).toHaveCount(0);
  await page.keyboard.press('ControlOrMeta+z');
  await expect(page.getByText(/^Undone: /).first()).toBeVisible();
  expect(await page.evaluate(() => Reflect.get(window, '__pwned'))).toBeUndefined();
});

test('P17 titles of HTML, of reversed text and of five hundred letters, and fifty labels, are shown as they are and break nothing', async ({
  page,
  pitwall,
}) => {
  const long = 'W'.repeat(500);
  const labels = Array.from({ length: 50 }, (_, at) => `label ${String(at)} ${'x'.repeat(30)}`);
  const { project, items } = await samplePlan(pitwall, [
    { title: html, labels: [html.slice(0, 40)] },
    { title: bidi },
    { title: long, labels },
  ]);
  await visit(page, `/p/${project}/backlog`);
  await expect(cellOf(page, 'SA-1', 'title')).toHaveText(html);
  await expect(cellOf(page, 'SA-3', 'title')).toHaveText(long);
  // The cells behind a reversed title stand where they stand.
  const [second, third] = await Promise.all(
    ['SA-2', 'SA-3'].map((key) => cellOf(page, key, 'assignee').evaluate((cell) => cell.getBoundingClientRect().left)),
  );
  expect(second).toBe(third);
  await expect(rowOf(page, 'SA-2')).toHaveCSS('height', '30px');
  for (const { id, key } of items) {
    await visit(page, `/p/${project}/backlog?item=${id}`);
    const drawer = page.getByRole('complementary', { name: new RegExp(`^${key}:`) });
    await expect(drawer).toBeVisible();
    const sideways = await drawer.evaluate((each) =>
      Math.max(...[each, ...each.children].map((part) => part.scrollWidth - part.clientWidth)),
    );
    expect(sideways, key).toBe(0);
  }
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBe(0);
  expect(await page.evaluate(() => Reflect.get(window, '__pwned'))).toBeUndefined();
  await page.keyboard.press('Escape');
  await expect(listOf(page)).toBeVisible();
});
