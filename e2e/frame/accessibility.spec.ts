import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from '../fixture.ts';
import { importProject } from './importProject.ts';
import { projectYaml } from './projectFiles.ts';
import { visit } from './visit.ts';

/** Every rule in the light theme; in the dark one the contrast alone, since nothing else differs. */
const findings = async (page: Page, colorScheme: 'light' | 'dark') => {
  const axe = new AxeBuilder({ page });
  const { violations } = await (colorScheme === 'light' ? axe : axe.withRules(['color-contrast'])).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
};

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ contextOptions: { colorScheme } });

    test(`axe finds nothing serious on any screen (${colorScheme})`, async ({ page }) => {
      test.slow(); // axe reads sixteen screens, some seconds each
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await page.emulateMedia({ colorScheme });
      expect(await findings(page, colorScheme), 'first run').toEqual([]);
      await importProject(page, projectYaml('Shop', 'SH'));
      const project = /projects\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? '';
      await page.getByRole('main').getByRole('link', { name: 'staging', exact: true }).click();
      await expect(page.getByRole('heading', { level: 1, name: 'Environment staging' })).toBeVisible();
      const environment = /environments\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? '';
      const everyColour = [
        '/projects',
        `/projects/${project}`,
        `/projects/${project}/environments/${environment}`,
        `/projects/${project}/environments/${environment}/connection`,
        '/range',
        '/settings',
      ];
      const everyScreen = [
        ...everyColour,
        '/projects/new',
        '/projects/import',
        `/projects/${project}/delete`,
        `/projects/${project}/environments/new`,
        `/projects/${project}/environments/${environment}/delete`,
        `/p/${project}`,
        '/ledger',
        '/nowhere',
      ];
      for (const path of colorScheme === 'light' ? everyScreen : everyColour) {
        await visit(page, path);
        await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
        expect(await findings(page, colorScheme), path).toEqual([]);
      }
      await page.keyboard.press('ControlOrMeta+k');
      await expect(page.getByRole('dialog', { name: 'Command palette' })).toBeVisible();
      expect(await findings(page, colorScheme), 'palette').toEqual([]);
      await page.keyboard.press('Escape');
      await page.keyboard.press('?');
      await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
      expect(await findings(page, colorScheme), 'keys').toEqual([]);
    });

    test(`axe finds nothing serious where things are wrong (${colorScheme})`, async ({ page }) => {
      await page.emulateMedia({ colorScheme });
      await visit(page, '/projects/import');
      await page.getByLabel('Project file').fill('project: 1');
      await expect(page.getByRole('alert').filter({ hasText: 'must be mended' })).toBeVisible();
      expect(await findings(page, colorScheme), 'file problems').toEqual([]);
      await importProject(page, projectYaml('Shop', 'SH', []));
      await page.getByRole('link', { name: 'Add an environment' }).click();
      await page.getByRole('button', { name: 'Create environment' }).click();
      await expect(page.getByRole('main').getByText('8 fields need a look')).toBeVisible();
      expect(await findings(page, colorScheme), 'field errors').toEqual([]);
    });
  });
}

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
      const overflow = await page.evaluate(() => {
        const main = document.querySelector('main');
        return [document.documentElement, main].map((each) => (each?.scrollWidth ?? 0) - (each?.clientWidth ?? 0));
      });
      expect(overflow, `${path} at ${String(width)}`).toEqual([0, 0]);
    }
  }
  const moving = await page.evaluate(() => document.getAnimations().length);
  expect(moving).toBe(0);
});
