import { axeFindings } from '../axeFindings.ts';
import { expect, test } from '../fixture.ts';
import { sidewaysOverflow } from '../sidewaysOverflow.ts';
import { importProject } from './importProject.ts';
import { projectYaml } from './projectFiles.ts';
import { visit } from './visit.ts';

test('axe finds nothing on any screen', async ({ page }) => {
  test.slow(); // axe reads sixteen screens, some seconds each
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  expect(await axeFindings(page), 'first run').toEqual([]);
  await importProject(page, projectYaml('Shop', 'SH'));
  const project = /projects\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? '';
  await page.getByRole('main').getByRole('link', { name: 'staging', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Environment staging' })).toBeVisible();
  const environment = /environments\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? '';
  const everyScreen = [
    '/projects',
    `/projects/${project}`,
    `/projects/${project}/environments/${environment}`,
    `/projects/${project}/environments/${environment}/connection`,
    '/range',
    '/settings',
    '/projects/new',
    '/projects/import',
    `/projects/${project}/delete`,
    `/projects/${project}/environments/new`,
    `/projects/${project}/environments/${environment}/delete`,
    `/p/${project}`,
    '/ledger',
    '/nowhere',
  ];
  for (const path of everyScreen) {
    await visit(page, path);
    await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
    expect(await axeFindings(page), path).toEqual([]);
  }
  await page.keyboard.press('ControlOrMeta+k');
  await expect(page.getByRole('dialog', { name: 'Command palette' })).toBeVisible();
  expect(await axeFindings(page), 'palette').toEqual([]);
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
  expect(await axeFindings(page), 'keys').toEqual([]);
});

test('axe finds nothing where things are wrong', async ({ page }) => {
  await visit(page, '/projects/import');
  await page.getByLabel('Project file').fill('project: 1');
  await expect(page.getByRole('alert').filter({ hasText: 'must be mended' })).toBeVisible();
  expect(await axeFindings(page), 'file problems').toEqual([]);
  await importProject(page, projectYaml('Shop', 'SH', []));
  await page.getByRole('link', { name: 'Add an environment' }).click();
  await page.getByRole('button', { name: 'Create environment' }).click();
  await expect(page.getByRole('main').getByText('8 fields need a look')).toBeVisible();
  expect(await axeFindings(page), 'field errors').toEqual([]);
});

test('the theme follows the system, and a choice holds over a restart of the window', async ({ page }) => {
  const scheme = () => page.evaluate(() => getComputedStyle(document.documentElement).colorScheme);
  await page.emulateMedia({ colorScheme: 'light' });
  await expect.poll(scheme).toBe('light');
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect.poll(scheme).toBe('dark');
  await visit(page, '/settings');
  await page.getByRole('main').getByText('Light', { exact: true }).click();
  await expect.poll(scheme).toBe('light');
  await page.reload();
  await expect.poll(scheme).toBe('light');
});

test('without room nothing is cut off sideways, and who wants no motion gets none', async ({ page }) => {
  await importProject(page, projectYaml('Shop', 'SH'));
  await page.emulateMedia({ reducedMotion: 'reduce' });
  for (const width of [1024, 800, 640]) {
    await page.setViewportSize({ width, height: 700 });
    for (const path of ['/projects', '/projects/new', '/settings', '/range', '/start']) {
      await visit(page, path);
      expect(await sidewaysOverflow(page), `${path} at ${String(width)}`).toEqual([0, 0]);
    }
  }
  const moving = await page.evaluate(() => document.getAnimations().length);
  expect(moving).toBe(0);
});
