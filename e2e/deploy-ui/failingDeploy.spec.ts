import { expect, test } from '../fixture.ts';
import { visit } from '../frame/visit.ts';
import {
  column,
  deploy,
  log,
  openPracticeRange,
  RUN_TIMEOUT,
  reviewDeploy,
  step,
  switchFault,
  verdict,
} from './practiceRange.ts';

test('D4 D5 a health check that never passes says why, what is left there and what to do', async ({ page }) => {
  const project = await openPracticeRange(page);
  await switchFault(page, 'staging', /HTTP 500/, true);
  await deploy(page, project, 'staging');
  await expect(verdict(page)).toContainText('failed', { timeout: RUN_TIMEOUT });
  await expect(verdict(page)).toContainText('at step health');
  await expect(verdict(page)).toContainText('500');
  await expect(verdict(page).getByText('On the target')).toBeVisible();
  await expect(verdict(page).getByText('Next')).toBeVisible();
  await expect(step(page, 'Check the health')).toContainText('failed');
  await expect(log(page)).toContainText('HTTP 500, expected 200');
  await page.getByRole('link', { name: 'Go to Deploy' }).click();
  await expect(column(page, 'staging')).toContainText('Last run');
  await expect(column(page, 'staging')).toContainText('failed');
});

test('D13 a missing sudo rule stops before anything is changed, and the app stays as it was', async ({ page }) => {
  const project = await openPracticeRange(page);
  await switchFault(page, 'staging', /sudo rules are gone/, true);
  await deploy(page, project, 'staging');
  await expect(verdict(page)).toContainText('failed, app untouched', { timeout: RUN_TIMEOUT });
  await expect(step(page, 'Check the target')).toContainText('failed');
  await expect(step(page, 'Copy the files')).toContainText('skipped');
});

test('D13 a changed host key stops one environment with both fingerprints while the other works', async ({ page }) => {
  const project = await openPracticeRange(page);
  await switchFault(page, 'staging', /another host key/, true);
  await visit(page, `/p/${project}/deploy`);
  const staging = column(page, 'staging');
  await staging.getByRole('button', { name: 'Read staging again' }).click();
  const alarm = staging.getByRole('alert');
  await expect(alarm).toContainText('Nothing was sent');
  await expect(alarm.getByText(/^SHA256:/)).toHaveCount(2);
  await reviewDeploy(page, 'production');

  await visit(page, `/p/${project}/deploy`);
  await alarm.getByRole('link', { name: 'Compare the fingerprints' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Connection to staging' })).toBeVisible();

  await switchFault(page, 'staging', /another host key/, false);
  await visit(page, `/p/${project}/deploy`);
  await staging.getByRole('button', { name: 'Read staging again' }).click();
  await expect(alarm).toHaveCount(0);
  await expect(staging.getByRole('link', { name: /^Review deploy/ })).toBeVisible();
});

test('a changed host key also stops at the confirm page: nothing can be pressed', async ({ page }) => {
  const project = await openPracticeRange(page);
  await switchFault(page, 'staging', /another host key/, true);
  await visit(page, `/p/${project}/deploy`);
  await column(page, 'staging').getByRole('button', { name: 'Read staging again' }).click();
  await expect(column(page, 'staging').getByRole('alert')).toBeVisible();
  const [, environment] = /environments\/([0-9a-f-]{36})\/connection/.exec(
    (await column(page, 'staging').getByRole('link', { name: 'Compare the fingerprints' }).getAttribute('href')) ?? '',
  ) ?? ['', ''];
  await visit(page, `/p/${project}/deploy/${environment}/confirm`);
  await expect(page.getByRole('alert')).toContainText('Nothing was sent');
  await expect(page.getByRole('button', { name: /^Deploy / })).toHaveCount(0);
});
