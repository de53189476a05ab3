import { expect, test } from '../fixture.ts';
import { visit } from '../frame/visit.ts';
import { picture } from '../picture.ts';
import { column, log, logLine, onRunPage, RUN_TIMEOUT, step, verdict } from './practiceRange.ts';
import { bothLogs, cancelRun, startSlowRun } from './slowRun.ts';

test('D2 a window opened again in mid-run comes back to the same run at the same line', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 500 });
  const { project, run } = await startSlowRun(page);
  await expect(logLine(page, 1)).toHaveCount(0);
  await log(page).focus();
  await page.keyboard.press('Home');
  await expect(logLine(page, 1)).toBeInViewport();
  await page.reload();
  expect(await onRunPage(page, 'staging')).toBe(run);
  await expect(logLine(page, 1)).toBeInViewport();

  // From anywhere the bar leads to it, and to the line that was left.
  await visit(page, `/p/${project}/history`);
  await page.getByRole('link', { name: /^Running deploy:/ }).click();
  expect(await onRunPage(page, 'staging')).toBe(run);
  await expect(logLine(page, 1)).toBeInViewport();
  await page.getByRole('button', { name: 'Follow', exact: true }).click();
  await expect(logLine(page, 1)).toHaveCount(0);
  await cancelRun(page);
  await expect(verdict(page)).toContainText('cancelled', { timeout: RUN_TIMEOUT });
});

test('D2 Pitwall killed and started again in mid-run follows the same run, and no byte of its log is lost', async ({
  page,
  pitwall,
}) => {
  const { run, project } = await startSlowRun(page);
  await expect(log(page)).toContainText('was reloaded');
  await pitwall.kill();
  await pitwall.start();
  const again = pitwall.page();
  await visit(again, `/p/${project}/runs/${run}`);
  await expect(step(again, 'Check the target')).toContainText('passed');
  await expect(step(again, 'Check the health')).toContainText('running');
  await expect(log(again)).toContainText('was reloaded');
  await expect(again.getByTitle('Connected with Pitwall’s backend')).toBeVisible();
  await cancelRun(again);
  await expect(verdict(again)).toContainText('cancelled', { timeout: RUN_TIMEOUT });
  const { here, there } = bothLogs(pitwall.folders.dataDir, run);
  expect(here).toBe(there);
  expect(here).toContain('was reloaded');
  await visit(again, `/p/${project}/history`);
  await expect(again.getByRole('table', { name: 'Runs, newest first' }).getByRole('row')).toHaveCount(2);
});

test('D10 a cancelled run says so, and the question before it what is left', async ({ page }) => {
  await startSlowRun(page);
  await expect(log(page)).toContainText('was reloaded');
  await picture(page, 'run');
  await page.locator('body').press('c');
  const question = page.getByRole('dialog');
  await expect(question.getByRole('button', { name: 'Let it run' })).toBeFocused();
  await expect(question).toContainText('New files may be in the app folder already');
  await page.keyboard.press('Escape');
  await expect(question).toHaveCount(0);
  await expect(step(page, 'Check the health')).toContainText('running');
  await cancelRun(page);
  await expect(verdict(page)).toContainText('cancelled', { timeout: RUN_TIMEOUT });
  await expect(verdict(page).getByText('On the target')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Cancel the run…' })).toHaveCount(0);
});

test('D8 while a run goes on its column shows it live, and another deploy is refused with its name', async ({
  page,
}) => {
  const { project, environment, run } = await startSlowRun(page);
  await page.getByRole('link', { name: 'Go to Deploy' }).click();
  const staging = column(page, 'staging');
  await expect(staging).toContainText('step 6 of 6, health');
  await expect(staging.getByRole('link', { name: /^Review deploy/ })).toHaveCount(0);
  await expect(staging.getByRole('link', { name: 'Watch the deploy to staging' })).toHaveAttribute(
    'href',
    new RegExp(run),
  );
  await visit(page, `/p/${project}/deploy/${environment}/confirm`);
  await expect(page.getByText(/^staging is being deployed by/)).toBeVisible();
  await expect(page.getByRole('button', { name: /^Deploy / })).toHaveCount(0);
  await page.getByRole('link', { name: 'Open that run' }).click();
  expect(await onRunPage(page, 'staging')).toBe(run);
  await cancelRun(page);
  await expect(verdict(page)).toContainText('cancelled', { timeout: RUN_TIMEOUT });
});
