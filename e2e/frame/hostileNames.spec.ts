import { expect, test } from '../fixture.ts';
import { importProject } from './importProject.ts';
import { projectYaml } from './projectFiles.ts';
import { visit } from './visit.ts';

const html = '<img src=x onerror="window.__pwned=1"><script>window.__pwned=1</script>';
const bidi = 'prod\u202egnigats\u2066';
const long = 'W'.repeat(80);

test('names of HTML, of reversed text and of eighty letters are shown as they are, and do nothing', async ({
  page,
}) => {
  await importProject(page, projectYaml(html, 'XSS', [html.slice(0, 60), bidi]));
  await importProject(page, projectYaml(long, 'LONGLONGLO', ['M'.repeat(60), 'W'.repeat(60)]));
  await importProject(page, projectYaml(bidi, 'BIDI', [bidi]));

  await visit(page, '/projects');
  const table = page.getByRole('table', { name: 'Projects' });
  await expect(table.getByText(html, { exact: true })).toBeVisible();
  await expect(table.getByText(long, { exact: true })).toBeVisible();
  // The row after a reversed name still reads from left to right.
  await expect(table.getByRole('row', { name: /BIDI/ }).getByRole('link', { name: /^Edit/ })).toHaveText('Edit');

  for (const key of ['XSS', 'LONGLONGLO', 'BIDI']) {
    await visit(page, '/projects');
    await table
      .getByRole('row', { name: new RegExp(key) })
      .getByRole('link', { name: /^Edit/ })
      .click();
    await expect(page.getByRole('heading', { level: 1, name: /^Project/ })).toBeVisible();
    const sideways = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(sideways, key).toBe(0);
    await expect(page.getByRole('button', { name: /Find a command/ })).toBeInViewport();
    await page.keyboard.press('ControlOrMeta+k');
    await expect(page.getByRole('option').first()).toBeVisible();
    await page.keyboard.press('Escape');
  }
  expect(await page.evaluate(() => Reflect.get(window, '__pwned'))).toBeUndefined();
});

test('a hostile name can be typed to delete its project', async ({ page }) => {
  await importProject(page, projectYaml(html, 'XSS', []));
  await page.getByRole('link', { name: 'Delete project…' }).click();
  await page.getByLabel(/type the project's name/).fill(html);
  await page.getByRole('button', { name: 'Delete the project' }).click();
  await expect(page.getByText('No project yet')).toBeVisible();
});
