import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from '../fixture.ts';
import { visit } from '../frame/visit.ts';
import { deploy, log, openPracticeRange, RUN_TIMEOUT, reviewDeploy, switchFault, verdict } from './practiceRange.ts';

/** Everything that axe finds, of whatever weight. */
const findings = async (page: Page) => {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
};

for (const colorScheme of ['light', 'dark'] as const)
  test(`axe finds nothing on the deploy screens (${colorScheme})`, async ({ page }) => {
    test.slow();
    await page.emulateMedia({ colorScheme });
    const project = await openPracticeRange(page);
    await reviewDeploy(page, 'production');
    await page.getByRole('button', { name: 'Unfold all commands' }).click();
    expect(await findings(page), 'confirm').toEqual([]);
    await deploy(page, project, 'staging');
    await expect(log(page).locator('[data-line]').first()).toBeVisible({ timeout: RUN_TIMEOUT });
    expect(await findings(page), 'run').toEqual([]);
    await expect(verdict(page)).toContainText('succeeded', { timeout: RUN_TIMEOUT });
    expect(await findings(page), 'verdict').toEqual([]);
    await visit(page, `/p/${project}/history`);
    expect(await findings(page), 'history').toEqual([]);
    await switchFault(page, 'staging', /another host key/, true);
    await visit(page, `/p/${project}/deploy`);
    await page.getByRole('button', { name: 'Read staging again' }).click();
    await expect(page.getByRole('alert')).toContainText('Nothing was sent');
    await expect(page.getByText('asking the server')).toHaveCount(0);
    expect(await findings(page), 'deploy').toEqual([]);
  });

test('nothing is cut off sideways, and who wants no motion gets none', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const project = await openPracticeRange(page);
  const run = await deploy(page, project, 'staging');
  await expect(verdict(page)).toContainText('succeeded', { timeout: RUN_TIMEOUT });
  for (const width of [1024, 800, 480])
    for (const path of [`/p/${project}/deploy`, `/p/${project}/runs/${run}`, `/p/${project}/history`]) {
      await page.setViewportSize({ width, height: 700 });
      await visit(page, path);
      await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
      const overflow = await page.evaluate(() => {
        const main = document.querySelector('main');
        return [document.documentElement, main].map((each) => (each?.scrollWidth ?? 0) - (each?.clientWidth ?? 0));
      });
      expect(overflow, `${path} at ${String(width)}`).toEqual([0, 0]);
    }
  expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
});
