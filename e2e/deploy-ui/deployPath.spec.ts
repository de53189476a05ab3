import { expect, test } from '../fixture.ts';
import { picture } from '../picture.ts';
import {
  column,
  confirmDeploy,
  deployButton,
  log,
  openPracticeRange,
  RUN_TIMEOUT,
  reviewDeploy,
  step,
  verdict,
} from './practiceRange.ts';

test('D1 D12 a newcomer deploys to staging, then to production, and finds both in the history', async ({ page }) => {
  await expect(page.getByRole('button', { name: 'Open the practice range' })).toBeEnabled();
  await picture(page, 'first-run');
  await openPracticeRange(page);
  await expect(column(page, 'staging').getByText('3 commits since the checkout')).toBeVisible();
  await expect(column(page, 'production').getByText('protected')).toBeVisible();
  await expect(column(page, 'production').getByRole('link', { name: /^Review deploy/ })).toBeVisible();
  await reviewDeploy(page, 'staging');
  await picture(page, 'confirm');
  await page.getByRole('button', { name: 'Unfold all commands' }).click();
  await expect(page.getByRole('figure', { name: 'commands of step sync' })).toContainText('rsync');
  await page.getByRole('button', { name: /^Unfold the whole script of health/ }).click();
  await expect(page.getByRole('figure', { name: 'script of step health' })).toContainText('not healthy yet');

  await confirmDeploy(page, 'staging');
  await expect(log(page).locator('[data-line]').first()).toBeVisible({ timeout: RUN_TIMEOUT });
  await expect(verdict(page)).toContainText('succeeded', { timeout: RUN_TIMEOUT });
  await expect(page.getByRole('list', { name: 'Steps' }).getByText('passed')).toHaveCount(6);
  await expect(page.getByRole('table', { name: 'Probes of the path' }).getByText('up', { exact: true })).toHaveCount(3);
  await expect(log(page)).toContainText('pass 3 of 3');
  await picture(page, 'verdict');

  await expect(page.getByRole('link', { name: 'Review deploy to production' })).toBeVisible();
  await page.getByRole('link', { name: 'Go to Deploy' }).click();
  await expect(column(page, 'staging')).toContainText('runs there already');
  await picture(page, 'deploy');
  await reviewDeploy(page, 'production');
  await page.getByLabel(/type the environment's name/).fill('staging');
  await expect(deployButton(page, 'production')).toBeDisabled();
  await page.getByLabel(/type the environment's name/).fill('');
  await confirmDeploy(page, 'production');
  await expect(verdict(page)).toContainText('succeeded', { timeout: RUN_TIMEOUT });
  await expect(step(page, 'Check the health')).toContainText('passed');

  await page.getByRole('link', { name: 'History', exact: true }).click();
  const runs = page.getByRole('table', { name: 'Runs, newest first' }).getByRole('row');
  await expect(runs).toHaveCount(3);
  await expect(runs.nth(1)).toContainText('production');
  await expect(runs.nth(2)).toContainText('staging');
  await page.getByLabel('Environment', { exact: true }).selectOption({ label: 'staging' });
  await expect(runs).toHaveCount(2);
  await page.keyboard.press('Escape');
  await page.locator('body').press('j');
  await page.keyboard.press('Enter');
  await expect(verdict(page)).toContainText('succeeded');
  await expect(log(page)).toContainText('pass 3 of 3');
});

test('D11 after a deploy the column says what runs, and that there is nothing new', async ({ page }) => {
  const project = await openPracticeRange(page);
  await reviewDeploy(page, 'staging');
  await confirmDeploy(page, 'staging');
  await expect(verdict(page)).toContainText('succeeded', { timeout: RUN_TIMEOUT });
  await page.getByRole('link', { name: 'Go to Deploy' }).click();
  const staging = column(page, 'staging');
  await expect(staging).toContainText('Runs now');
  await expect(staging).toContainText('runs there already');
  await expect(staging).toContainText('no new commit');
  await expect(staging.getByRole('link', { name: 'Open its log' })).toHaveAttribute('href', new RegExp(project));

  await page.goto(page.url().replace(/#.*/, '#/range'));
  await page.getByRole('button', { name: 'Add a commit' }).click();
  await expect(page.getByRole('alert').filter({ hasText: /^Commit [0-9a-f]{7} added/ })).toBeVisible();
  await page.getByRole('link', { name: 'Deploy', exact: true }).click();
  await staging.getByRole('button', { name: 'Read staging again' }).click();
  await staging.getByRole('button', { name: '1 commit since what runs now' }).click();
  await expect(staging.getByRole('list', { name: 'Commits, newest first' }).getByRole('listitem')).toHaveCount(1);
});
