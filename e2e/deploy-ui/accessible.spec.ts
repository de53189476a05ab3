import { axeFindings } from '../axeFindings.ts';
import { expect, test } from '../fixture.ts';
import { visit } from '../frame/visit.ts';
import { sidewaysOverflow } from '../sidewaysOverflow.ts';
import { deploy, log, openPracticeRange, RUN_TIMEOUT, reviewDeploy, switchFault, verdict } from './practiceRange.ts';

test('axe finds nothing on the deploy screens', async ({ page }) => {
  test.slow();
  const project = await openPracticeRange(page);
  await reviewDeploy(page, 'production');
  await page.getByRole('button', { name: 'Unfold all commands' }).click();
  expect(await axeFindings(page), 'confirm').toEqual([]);
  await deploy(page, project, 'staging');
  await expect(log(page).locator('[data-line]').first()).toBeVisible({ timeout: RUN_TIMEOUT });
  expect(await axeFindings(page), 'run').toEqual([]);
  await expect(verdict(page)).toContainText('succeeded', { timeout: RUN_TIMEOUT });
  expect(await axeFindings(page), 'verdict').toEqual([]);
  await visit(page, `/p/${project}/history`);
  expect(await axeFindings(page), 'history').toEqual([]);
  await switchFault(page, 'staging', /another host key/, true);
  await visit(page, `/p/${project}/deploy`);
  await page.getByRole('button', { name: 'Read staging again' }).click();
  await expect(page.getByRole('alert')).toContainText('Nothing was sent');
  await expect(page.getByText('asking the server')).toHaveCount(0);
  expect(await axeFindings(page), 'deploy').toEqual([]);
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
      expect(await sidewaysOverflow(page), `${path} at ${String(width)}`).toEqual([0, 0]);
    }
  expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
});
