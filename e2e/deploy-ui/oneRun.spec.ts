import type { Page } from '@playwright/test';
import { expect, test } from '../fixture.ts';
import { visit } from '../frame/visit.ts';
import {
  deployButton,
  onRunPage,
  openPracticeRange,
  RUN_TIMEOUT,
  reviewDeploy,
  switchFault,
  verdict,
} from './practiceRange.ts';

const runsOf = async (page: Page, project: string): Promise<number> => {
  await visit(page, `/p/${project}/history`);
  const rows = page.getByRole('table', { name: 'Runs, newest first' }).getByRole('row');
  await expect(rows.first()).toBeVisible();
  return (await rows.count()) - 1;
};

test('a double click starts one run', async ({ page }) => {
  const project = await openPracticeRange(page);
  await reviewDeploy(page, 'staging');
  await deployButton(page, 'staging').dblclick();
  await onRunPage(page, 'staging');
  await expect(verdict(page)).toContainText('succeeded', { timeout: RUN_TIMEOUT });
  expect(await runsOf(page, project)).toBe(1);
});

test('Enter held down on the button starts one run', async ({ page }) => {
  const project = await openPracticeRange(page);
  await reviewDeploy(page, 'staging');
  await deployButton(page, 'staging').focus();
  // A key that is not let go repeats: as keydown after keydown.
  for (let repeat = 0; repeat < 15; repeat += 1) await page.keyboard.down('Enter');
  await page.keyboard.up('Enter');
  await onRunPage(page, 'staging');
  await expect(verdict(page)).toContainText('succeeded', { timeout: RUN_TIMEOUT });
  expect(await runsOf(page, project)).toBe(1);
});

test('two windows on the confirm page start one run, and the second is told whose it is', async ({ page, pitwall }) => {
  test.skip(pitwall.kind === 'desktop', 'the desktop shell has one window');
  const project = await openPracticeRange(page);
  await switchFault(page, 'staging', /20 seconds/, true);
  await visit(page, `/p/${project}/deploy`);
  await reviewDeploy(page, 'staging');
  const [other] = await Promise.all([
    page.waitForEvent('popup'),
    page.evaluate(() => void window.open(window.location.href)),
  ]);
  await expect(deployButton(other, 'staging')).toBeVisible();
  await Promise.all([deployButton(page, 'staging').click(), deployButton(other, 'staging').click()]);
  const told = (window: Page) => window.getByText(/^staging is being deployed by/);
  const runs = (window: Page) => window.getByRole('heading', { level: 1, name: /^[0-9a-f]{7} to staging$/ });
  await expect.poll(async () => [await runs(page).count(), await runs(other).count()].sort()).toEqual([0, 1]);
  await expect.poll(async () => [await told(page).count(), await told(other).count()].sort()).toEqual([0, 1]);
  expect(await runsOf(page, project)).toBe(1);
});
